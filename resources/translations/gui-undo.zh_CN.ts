<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>BringBackDialog</name>
    <message>
        <source>Field</source>
        <translation>字段</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>现在</translation>
    </message>
    <message>
        <source>Then</source>
        <translation>当时</translation>
    </message>
    <message>
        <source>“{label}” would be saved like this:</source>
        <translation>“{label}”将这样保存：</translation>
    </message>
    <message>
        <source>“{label}” is like that already: nothing changes.</source>
        <translation>“{label}”现在就是这样，无需改变。</translation>
    </message>
    <message>
        <source>{field} stays as it is ({value}): {reason}</source>
        <translation>{field}保持不变（{value}）：{reason}</translation>
    </message>
    <message>
        <source>empty then</source>
        <translation>当时为空</translation>
    </message>
    <message>
        <source>Bring back an earlier state</source>
        <translation>恢复到以前的内容</translation>
    </message>
    <message>
        <source>Fields that would change</source>
        <translation>将改变的字段</translation>
    </message>
    <message>
        <source>&amp;Bring back</source>
        <translation>恢复(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>取消(&amp;C)</translation>
    </message>
</context>
<context>
    <name>BulkChangeDialog</name>
    <message>
        <source>Number</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>当前值</translation>
    </message>
    <message>
        <source>Looking what would change…</source>
        <translation>正在查看会修改什么…</translation>
    </message>
    <message>
        <source>Tick what to set, and choose the new value.</source>
        <translation>勾选要设置的内容，并选择新值。</translation>
    </message>
    <message>
        <source>Customers that change: {n}</source>
        <translation>将修改的客户：{n}</translation>
    </message>
    <message>
        <source>{field} now — {values}</source>
        <translation>{field}当前 — {values}</translation>
    </message>
    <message>
        <source>Have it already: {n}</source>
        <translation>已是该值：{n}</translation>
    </message>
    <message>
        <source>Deleted meanwhile, left alone: {n}</source>
        <translation>期间已删除、不处理：{n}</translation>
    </message>
    <message>
        <source>The first {n} of them:</source>
        <translation>其中前 {n} 个：</translation>
    </message>
    <message>
        <source>(none)</source>
        <translation>（无）</translation>
    </message>
    <message>
        <source>Changing customers…</source>
        <translation>正在修改客户…</translation>
    </message>
    <message>
        <source>&amp;Marked customers: {n}</source>
        <translation>选中的客户：{n}(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;All customers found: {n}</source>
        <translation>找到的全部客户：{n}(&amp;A)</translation>
    </message>
    <message>
        <source>Set for several customers</source>
        <translation>批量设置客户</translation>
    </message>
    <message>
        <source>&amp;Marked customers</source>
        <translation>选中的客户(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;All customers found</source>
        <translation>找到的全部客户(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Status</source>
        <translation>状态(&amp;S)</translation>
    </message>
    <message>
        <source>New status</source>
        <translation>新状态</translation>
    </message>
    <message>
        <source>&amp;Level</source>
        <translation>级别(&amp;L)</translation>
    </message>
    <message>
        <source>New level</source>
        <translation>新级别</translation>
    </message>
    <message>
        <source>&amp;Owner</source>
        <translation>业务员(&amp;O)</translation>
    </message>
    <message>
        <source>New owner</source>
        <translation>新业务员</translation>
    </message>
    <message>
        <source>&amp;Product category</source>
        <translation>产品类别(&amp;P)</translation>
    </message>
    <message>
        <source>New product category</source>
        <translation>新产品类别</translation>
    </message>
    <message>
        <source>Customers that will change</source>
        <translation>将被修改的客户</translation>
    </message>
    <message>
        <source>&amp;Change</source>
        <translation>修改(&amp;C)</translation>
    </message>
    <message>
        <source>Ca&amp;ncel</source>
        <translation>取消(&amp;N)</translation>
    </message>
</context>
<context>
    <name>HandOverDialog</name>
    <message>
        <source>Counting…</source>
        <translation>正在统计…</translation>
    </message>
    <message>
        <source>{name} owns no customers.</source>
        <translation>{name} 名下没有客户。</translation>
    </message>
    <message>
        <source>Choose two different users.</source>
        <translation>请选择两个不同的用户。</translation>
    </message>
    <message>
        <source>{name} owns customers: {n}</source>
        <translation>{name} 名下的客户：{n}</translation>
    </message>
    <message>
        <source>Handing over customers…</source>
        <translation>正在移交客户…</translation>
    </message>
    <message>
        <source>Hand over customers</source>
        <translation>移交客户</translation>
    </message>
    <message>
        <source>All customers that one user owns get another owner. Customers in the recycle bin stay as they are.</source>
        <translation>把一位用户名下的全部客户转给另一位业务员。回收站中的客户保持不变。</translation>
    </message>
    <message>
        <source>&amp;From</source>
        <translation>移交人(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;To</source>
        <translation>接收人(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Hand over</source>
        <translation>移交(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>取消(&amp;C)</translation>
    </message>
</context>
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
    <name>PurgeDialog</name>
    <message>
        <source>Customers: {customers}, contacts: {contacts}</source>
        <translation>客户：{customers}，联系人：{contacts}</translation>
    </message>
    <message>
        <source>To go on, &amp;type: {word}</source>
        <translation>如要继续，请输入(&amp;T)：{word}</translation>
    </message>
    <message>
        <source>remove</source>
        <translation>彻底删除</translation>
    </message>
    <message>
        <source>Remove for good</source>
        <translation>彻底删除</translation>
    </message>
    <message>
        <source>What is removed, and what stays</source>
        <translation>将删除和保留的内容</translation>
    </message>
    <message>
        <source>There is no way back: only the history keeps what they were. Customers with payments, void ones included, always stay.</source>
        <translation>此操作无法恢复，只有修改记录中保留其内容。有收款记录（含作废的）的客户始终保留。</translation>
    </message>
    <message>
        <source>&amp;Remove for good</source>
        <translation>彻底删除(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>取消(&amp;C)</translation>
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
        <source>what is left of the import of {file}</source>
        <translation>{file} 导入后剩余的记录</translation>
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
        <source>Broke off half-way: {what}. Undo takes back what was done.</source>
        <translation>中途中断：{what}。撤销可以还原已完成的部分。</translation>
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
        <source>Undone: {n}.</source>
        <translation>已撤销：{n}。</translation>
    </message>
    <message>
        <source>Restored: {n}.</source>
        <translation>已恢复：{n}。</translation>
    </message>
    <message>
        <source>Left as they are: {n}.</source>
        <translation>保持不变：{n}。</translation>
    </message>
    <message>
        <source>{label}: left as it is — {reason}</source>
        <translation>{label}：保持不变 — {reason}</translation>
    </message>
    <message>
        <source>What has payments, or customers that belong to it, can be taken back later: as soon as it has none, “Undo” is offered again. What was changed since stays until it is deleted.</source>
        <translation>有收款或下级客户的，等这些不再存在后会再次提供“撤销”；之后修改过的会保留，直到被删除。</translation>
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
