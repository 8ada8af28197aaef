<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>Reports</name>
    <message>
        <source>Contact list</source>
        <translation>联系人清单</translation>
    </message>
    <message>
        <source>Contacts: {n}</source>
        <translation>联系人数：{n}</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>合计</translation>
    </message>
    <message>
        <source>There are no contacts.</source>
        <translation>没有联系人。</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>Customer card</source>
        <translation>客户卡片</translation>
    </message>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
    <message>
        <source>This customer has no contacts.</source>
        <translation>该客户还没有联系人。</translation>
    </message>
    <message>
        <source>This customer has paid nothing yet.</source>
        <translation>该客户还没有付款。</translation>
    </message>
    <message>
        <source>Entries: {n}</source>
        <translation>笔数：{n}</translation>
    </message>
    <message>
        <source>Void entries do not count.</source>
        <translation>作废的记录不计入合计。</translation>
    </message>
    <message>
        <source>Void</source>
        <translation>作废</translation>
    </message>
    <message>
        <source>Customer list</source>
        <translation>客户清单</translation>
    </message>
    <message>
        <source>There are no customers yet.</source>
        <translation>还没有客户。</translation>
    </message>
    <message>
        <source>Query result</source>
        <translation>查询结果</translation>
    </message>
    <message>
        <source>No customers match.</source>
        <translation>没有符合条件的客户。</translation>
    </message>
    <message>
        <source>Customers: {n}</source>
        <translation>客户数：{n}</translation>
    </message>
    <message>
        <source>Page {page} of {pages}</source>
        <translation>第 {page} 页，共 {pages} 页</translation>
    </message>
    <message>
        <source>Printed by {name}, {time}</source>
        <translation>打印：{name}，{time}</translation>
    </message>
    <message>
        <source>Revenue by {breakdown}</source>
        <translation>收入统计（按{breakdown}）</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>期间</translation>
    </message>
    <message>
        <source>No payments in this period.</source>
        <translation>这段时间没有收款。</translation>
    </message>
    <message>
        <source>Revenue</source>
        <translation>收入</translation>
    </message>
    <message>
        <source>Period before</source>
        <translation>上期</translation>
    </message>
    <message>
        <source>A year ago</source>
        <translation>去年同期</translation>
    </message>
    <message>
        <source>The {n} largest of {all}</source>
        <translation>金额最大的 {n} 项（共 {all} 项）</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>增减</translation>
    </message>
    <message>
        <source>Entries</source>
        <translation>笔数</translation>
    </message>
    <message>
        <source>No</source>
        <translation>否</translation>
    </message>
    <message>
        <source>{label}: {value}</source>
        <translation>{label}：{value}</translation>
    </message>
    <message>
        <source>Recovery code</source>
        <translation>恢复码</translation>
    </message>
    <message>
        <source>What it is for</source>
        <translation>用途</translation>
    </message>
    <message>
        <source>Administrator</source>
        <translation>管理员</translation>
    </message>
    <message>
        <source>Database</source>
        <translation>数据库</translation>
    </message>
    <message>
        <source>If the administrator&apos;s password is forgotten: choose “Forgotten password…” in the sign-in dialog, type the user name and this code, and set a new password. The code works once; make a new one afterwards under System settings. Keep this sheet locked away: whoever has it and the database can sign in as administrator.</source>
        <translation>管理员忘记密码时，在登录窗口点“忘记密码…”，输入用户名和本恢复码，即可重新设置密码。恢复码只能用一次，用后请在“系统设置”里生成新的恢复码。请把这张纸锁好：拿到它和数据库的人可以用管理员身份登录。</translation>
    </message>
</context>
</TS>
