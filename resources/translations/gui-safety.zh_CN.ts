<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>Drafts</name>
    <message>
        <source>Record</source>
        <translation>记录</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Typed</source>
        <translation>输入时间</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>改动</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>字段</translation>
    </message>
    <message>
        <source>Stored now</source>
        <translation>现在已存</translation>
    </message>
    <message>
        <source>You typed</source>
        <translation>您输入的</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>This customer is stored already: {number}.</source>
        <translation>这个客户已经存入：{number}。</translation>
    </message>
    <message>
        <source>This customer was deleted meanwhile.</source>
        <translation>这个客户已被删除。</translation>
    </message>
    <message>
        <source>Somebody else changed the same. You are asked what holds.</source>
        <translation>他人也改了同样的内容，恢复时会请您选择以谁为准。</translation>
    </message>
    <message>
        <source>User</source>
        <translation>系统用户</translation>
    </message>
    <message>
        <source>List entry</source>
        <translation>列表项</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Chinese name</source>
        <translation>中文名称</translation>
    </message>
    <message>
        <source>English name</source>
        <translation>英文名称</translation>
    </message>
    <message>
        <source>Company profile</source>
        <translation>公司资料</translation>
    </message>
    <message>
        <source>Company name</source>
        <translation>公司名称</translation>
    </message>
    <message>
        <source>Logo</source>
        <translation>徽标</translation>
    </message>
    <message>
        <source>Saved query</source>
        <translation>已保存的查询</translation>
    </message>
    <message>
        <source>This payment is void by now.</source>
        <translation>这笔收款已经作废。</translation>
    </message>
    <message>
        <source>Void reason</source>
        <translation>作废原因</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Refund</source>
        <translation>退款</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>No</source>
        <translation>否</translation>
    </message>
    <message>
        <source>no picture</source>
        <translation>没有图片</translation>
    </message>
    <message>
        <source>a picture of {n} KB</source>
        <translation>图片，{n} KB</translation>
    </message>
</context>
<context>
    <name>DraftsDialog</name>
    <message>
        <source>Discard drafts</source>
        <translation>放弃草稿</translation>
    </message>
    <message>
        <source>Discard drafts: {n}?</source>
        <translation>放弃 {n} 份草稿？</translation>
    </message>
    <message>
        <source>What was typed in them is gone then.</source>
        <translation>其中输入的内容将不再保留。</translation>
    </message>
    <message>
        <source>&amp;Discard</source>
        <translation>放弃(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>取消(&amp;C)</translation>
    </message>
    <message>
        <source>Drafts that could not be read: {n}. They were set aside in {folder}; what is saved is not concerned.</source>
        <translation>有 {n} 份草稿无法读取，已另存于 {folder}；已保存的数据不受影响。</translation>
    </message>
    <message>
        <source>Drafts</source>
        <translation>草稿</translation>
    </message>
    <message>
        <source>What you typed and did not save is still here.</source>
        <translation>您输入而未保存的内容还在。</translation>
    </message>
    <message>
        <source>Restoring opens the form again, with what you typed put onto what is stored now. Nothing is saved by that.</source>
        <translation>恢复会重新打开表单，把您输入的内容放到现在已存的数据上。恢复本身不会保存。</translation>
    </message>
    <message>
        <source>Drafts, the oldest first</source>
        <translation>草稿，最早的在前</translation>
    </message>
    <message>
        <source>What the draft would change</source>
        <translation>草稿会改动的内容</translation>
    </message>
    <message>
        <source>&amp;Discard…</source>
        <translation>放弃(&amp;D)…</translation>
    </message>
    <message>
        <source>&amp;Restore</source>
        <translation>恢复(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Later</source>
        <translation>以后再说(&amp;L)</translation>
    </message>
</context>
<context>
    <name>DraftsOffer</name>
    <message>
        <source>Drafts</source>
        <translation>草稿</translation>
    </message>
    <message>
        <source>There are no drafts: nothing that you typed was left unsaved.</source>
        <translation>没有草稿：您输入的内容都已保存。</translation>
    </message>
    <message>
        <source>What you type cannot be kept as a draft: {reason} Save more often.</source>
        <translation>您输入的内容无法保留为草稿：{reason}请勤保存。</translation>
    </message>
</context>
<context>
    <name>Merge</name>
    <message>
        <source>Field</source>
        <translation>字段</translation>
    </message>
    <message>
        <source>What it was</source>
        <translation>原来</translation>
    </message>
    <message>
        <source>Becomes</source>
        <translation>合并后</translation>
    </message>
    <message>
        <source>Changed by</source>
        <translation>修改人</translation>
    </message>
    <message>
        <source>You and {who} alike</source>
        <translation>您与{who}改得一样</translation>
    </message>
    <message>
        <source>You</source>
        <translation>您</translation>
    </message>
    <message>
        <source>Primary contact</source>
        <translation>主要联系人</translation>
    </message>
    <message>
        <source>Contact {name}</source>
        <translation>联系人 {name}</translation>
    </message>
    <message>
        <source>Payment {name}</source>
        <translation>收款 {name}</translation>
    </message>
    <message>
        <source>Enter mine as well: these are two payments</source>
        <translation>我的也录入：这是两笔收款</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Make it void: {reason}</source>
        <translation>作废：{reason}</translation>
    </message>
    <message>
        <source>Enter it again as a new payment, with {edits}</source>
        <translation>作为新收款重新录入，{edits}</translation>
    </message>
    <message>
        <source>Bring it back, with {edits}</source>
        <translation>找回并保留我的修改：{edits}</translation>
    </message>
    <message>
        <source>Not touched</source>
        <translation>未改动</translation>
    </message>
    <message>
        <source>It is the same payment: leave it at {name}</source>
        <translation>是同一笔收款：只保留 {name}</translation>
    </message>
    <message>
        <source>Removed: let it go</source>
        <translation>已移除：不再保留</translation>
    </message>
    <message>
        <source>Removed</source>
        <translation>已移除</translation>
    </message>
    <message>
        <source>Void: {reason}</source>
        <translation>已作废：{reason}</translation>
    </message>
    <message>
        <source>Keep it, with {edits}</source>
        <translation>保留，{edits}</translation>
    </message>
    <message>
        <source>Added: {line}</source>
        <translation>新增：{line}</translation>
    </message>
    <message>
        <source>Somebody changed this customer meanwhile.</source>
        <translation>这个客户刚刚被他人修改。</translation>
    </message>
    <message>
        <source>{who} changed this customer at {when}.</source>
        <translation>{who} 于 {when} 修改了这个客户。</translation>
    </message>
</context>
<context>
    <name>MergeDialog</name>
    <message>
        <source>Merged by itself: {n}</source>
        <translation>已自动合并：{n} 项</translation>
    </message>
    <message>
        <source>Take &amp;over</source>
        <translation>填入表单(&amp;O)</translation>
    </message>
    <message>
        <source>To be decided: {n}</source>
        <translation>待决定：{n} 项</translation>
    </message>
    <message>
        <source>Your changes and theirs do not touch each other. Nothing is lost.</source>
        <translation>您和对方的修改互不冲突，什么也不会丢。</translation>
    </message>
    <message>
        <source>You both changed the following. Choose for each which one holds; everything else goes together by itself.</source>
        <translation>以下内容双方都改过，请逐项选择以谁为准；其余内容自动合并。</translation>
    </message>
    <message>
        <source>Nothing is saved until you have decided.</source>
        <translation>在您决定之前不会保存任何内容。</translation>
    </message>
    <message>
        <source>It goes into the form; nothing is saved yet.</source>
        <translation>结果填入表单，暂不保存。</translation>
    </message>
    <message>
        <source>Changed by somebody else</source>
        <translation>他人已修改</translation>
    </message>
    <message>
        <source>Merged by itself</source>
        <translation>已自动合并</translation>
    </message>
    <message>
        <source>All &amp;mine</source>
        <translation>全部用我的(&amp;M)</translation>
    </message>
    <message>
        <source>All &amp;theirs</source>
        <translation>全部用对方的(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>保存(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Back to the form</source>
        <translation>返回表单(&amp;B)</translation>
    </message>
</context>
<context>
    <name>MergeRows</name>
    <message>
        <source>Field</source>
        <translation>字段</translation>
    </message>
    <message>
        <source>What it was</source>
        <translation>原来</translation>
    </message>
    <message>
        <source>Mine</source>
        <translation>我的</translation>
    </message>
    <message>
        <source>Theirs</source>
        <translation>对方的</translation>
    </message>
    <message>
        <source>(empty)</source>
        <translation>（空）</translation>
    </message>
</context>
</TS>
