<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>NoticeBar</name>
    <message>
        <source>Details…</source>
        <translation>详情…</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Close this message</source>
        <translation>关闭此消息</translation>
    </message>
</context>
<context>
    <name>Undo</name>
    <message>
        <source>&amp;Undo</source>
        <translation>撤销(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Undo: {what}</source>
        <translation>撤销(&amp;U)：{what}</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Undoing the {what}…</source>
        <translation>正在撤销：{what}…</translation>
    </message>
    <message>
        <source>Undo the {what}?</source>
        <translation>撤销“{what}”吗？</translation>
    </message>
    <message>
        <source>What somebody changed since is left as it is and named afterwards.</source>
        <translation>之后被人修改过的记录保持不变，并会在完成后列出。</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>取消(&amp;C)</translation>
    </message>
    <message>
        <source>hand over of {from} to {to}, customers: {n}</source>
        <translation>将 {from} 的 {n} 个客户移交给 {to}</translation>
    </message>
    <message>
        <source>import of {file}, records: {n}</source>
        <translation>导入 {file}，共 {n} 条</translation>
    </message>
    <message>
        <source>void of payment {label}</source>
        <translation>作废收款 {label}</translation>
    </message>
    <message>
        <source>void of {n} payments</source>
        <translation>作废 {n} 笔收款</translation>
    </message>
    <message>
        <source>delete of {label}</source>
        <translation>删除 {label}</translation>
    </message>
    <message>
        <source>delete of {n} customers</source>
        <translation>删除 {n} 个客户</translation>
    </message>
    <message>
        <source>bulk change of {label}</source>
        <translation>批量修改 {label}</translation>
    </message>
    <message>
        <source>bulk change of {n} customers</source>
        <translation>批量修改 {n} 个客户</translation>
    </message>
    <message>
        <source>Moved to the recycle bin: {what}</source>
        <translation>已移到回收站：{what}</translation>
    </message>
    <message>
        <source>Declared void: {what}</source>
        <translation>已作废：{what}</translation>
    </message>
    <message>
        <source>Changed: {what}</source>
        <translation>已修改：{what}</translation>
    </message>
    <message>
        <source>Imported: {what}</source>
        <translation>已导入：{what}</translation>
    </message>
    <message>
        <source>Handed over from {from} to {to}: {n} customers</source>
        <translation>已将 {from} 的 {n} 个客户移交给 {to}</translation>
    </message>
    <message>
        <source>{n} payments</source>
        <translation>{n} 笔收款</translation>
    </message>
    <message>
        <source>{n} records</source>
        <translation>{n} 条记录</translation>
    </message>
    <message>
        <source>{n} customers</source>
        <translation>{n} 个客户</translation>
    </message>
    <message>
        <source>Undone: {n}</source>
        <translation>已撤销：{n}</translation>
    </message>
    <message>
        <source>Restored: {n}</source>
        <translation>已恢复：{n}</translation>
    </message>
    <message>
        <source>Left as they are: {n}.</source>
        <translation>保持不变：{n}。</translation>
    </message>
    <message>
        <source>{label}: left as it is — {reason}</source>
        <translation>{label}：保持不变 — {reason}</translation>
    </message>
</context>
<context>
    <name>UndoReportDialog</name>
    <message>
        <source>What was done differently or left</source>
        <translation>有变动或保持不变的记录</translation>
    </message>
    <message>
        <source>Co&amp;py</source>
        <translation>复制(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>关闭(&amp;C)</translation>
    </message>
</context>
</TS>
