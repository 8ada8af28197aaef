<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>About</name>
    <message>
        <source>Version {version}</source>
        <translation>版本 {version}</translation>
    </message>
    <message>
        <source>Database: {location}</source>
        <translation>数据库：{location}</translation>
    </message>
    <message>
        <source>Log: {path}</source>
        <translation>日志：{path}</translation>
    </message>
</context>
<context>
    <name>AboutDialog</name>
    <message>
        <source>About CRM Desktop</source>
        <translation>关于 CRM Desktop</translation>
    </message>
    <message>
        <source>CRM Desktop</source>
        <translation>客户关系管理系统</translation>
    </message>
    <message>
        <source>Made with Python, Qt for Python (LGPL), SQLAlchemy, ReportLab, Lucide icons (ISC) and Noto Sans SC (OFL).</source>
        <translation>使用 Python、Qt for Python (LGPL)、SQLAlchemy、ReportLab、Lucide 图标 (ISC) 和 Noto Sans SC 字体 (OFL) 制作。</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>复制(&amp;C)</translation>
    </message>
    <message>
        <source>Open &amp;log folder</source>
        <translation>打开日志文件夹(&amp;L)</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>Activity</name>
    <message>
        <source>Working…</source>
        <translation>正在处理…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Cancelling…</source>
        <translation>正在取消…</translation>
    </message>
</context>
<context>
    <name>BackupPage</name>
    <message>
        <source>When the server made its last backup cannot be read from here: your account may not ask for it, or there is none. Ask whoever looks after the server.</source>
        <translation>这里读不到服务器上次备份的时间：您的账户无权查询，或还没有备份。请询问服务器管理员。</translation>
    </message>
    <message>
        <source>There is no backup yet. Make one now.</source>
        <translation>还没有备份，请现在做一份。</translation>
    </message>
    <message>
        <source>The server&apos;s last backup: {moment} ({age}).</source>
        <translation>服务器上次备份：{moment}（{age}）。</translation>
    </message>
    <message>
        <source>Last good backup: {moment} ({age}).</source>
        <translation>最近一次完好的备份：{moment}（{age}）。</translation>
    </message>
    <message>
        <source>The second place got no copy: {reason}</source>
        <translation>第二位置没有备份：{reason}</translation>
    </message>
    <message>
        <source>today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>yesterday</source>
        <translation>昨天</translation>
    </message>
    <message>
        <source>{n} days ago</source>
        <translation>{n} 天前</translation>
    </message>
    <message>
        <source>Copying and checking…</source>
        <translation>正在复制并检查…</translation>
    </message>
    <message>
        <source>Backup</source>
        <translation>备份</translation>
    </message>
    <message>
        <source>Second place for backups</source>
        <translation>备份的第二位置</translation>
    </message>
    <message>
        <source>Save archive</source>
        <translation>保存归档</translation>
    </message>
    <message>
        <source>Writing {name}…</source>
        <translation>正在写入 {name}…</translation>
    </message>
    <message>
        <source>Rows: {n}. The archive holds all your data: keep it as safe as the database itself.</source>
        <translation>行数：{n}。归档包含全部数据，请像数据库本身一样妥善保管。</translation>
    </message>
    <message>
        <source>Archive saved</source>
        <translation>归档已保存</translation>
    </message>
    <message>
        <source>Restore from a file</source>
        <translation>从文件恢复</translation>
    </message>
    <message>
        <source>Archives and backups (*.zip *.db *.sqlite *.sqlite3)</source>
        <translation>归档与备份 (*.zip *.db *.sqlite *.sqlite3)</translation>
    </message>
    <message>
        <source>Everything in this database is replaced by what is in {file}. What was entered since then is no longer in it; the present file is kept beside it. The program signs you out to do it.</source>
        <translation>当前数据库的全部内容将替换为 {file} 中的内容，那之后录入的数据将不在其中；现有文件会保留在旁边。程序会先退出登录再恢复。</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>&amp;Restore</source>
        <translation>恢复(&amp;R)</translation>
    </message>
    <message>
        <source>Copying and comparing…</source>
        <translation>正在复制并核对…</translation>
    </message>
    <message>
        <source>Copy to another database</source>
        <translation>复制到另一个数据库</translation>
    </message>
    <message>
        <source>Archives (*.zip)</source>
        <translation>归档 (*.zip)</translation>
    </message>
</context>
<context>
    <name>ChangePassword</name>
    <message>
        <source>This password can be used.</source>
        <translation>此密码可以使用。</translation>
    </message>
    <message>
        <source>Now type it again.</source>
        <translation>请再输入一次。</translation>
    </message>
</context>
<context>
    <name>ChangePasswordDialog</name>
    <message>
        <source>Change password</source>
        <translation>修改密码</translation>
    </message>
    <message>
        <source>This password was given to you by somebody else. Choose one of your own before you go on.</source>
        <translation>当前密码是别人为您设定的，请先改成自己的密码再继续。</translation>
    </message>
    <message>
        <source>&amp;Old password</source>
        <translation>原密码(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;New password</source>
        <translation>新密码(&amp;N)</translation>
    </message>
    <message>
        <source>New password &amp;again</source>
        <translation>再次输入新密码(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Show the passwords</source>
        <translation>显示密码(&amp;S)</translation>
    </message>
    <message>
        <source>At least 8 characters, not your user name, and none of the commonest passwords.</source>
        <translation>至少 8 个字符，不能与用户名相同，也不能是最常见的密码。</translation>
    </message>
    <message>
        <source>&amp;Change password</source>
        <translation>修改密码(&amp;C)</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>ColumnChoice</name>
    <message>
        <source>&amp;Usual columns</source>
        <translation>常用列(&amp;U)</translation>
    </message>
</context>
<context>
    <name>CustomerWindow</name>
    <message>
        <source>⚠ Perhaps entered already:</source>
        <translation>⚠ 可能已经录入：</translation>
    </message>
    <message>
        <source>similar name</source>
        <translation>名称相似</translation>
    </message>
    <message>
        <source>same phone</source>
        <translation>电话相同</translation>
    </message>
    <message>
        <source>Choose a customer from the list, or leave this empty.</source>
        <translation>请从列表中选择一个客户，或留空。</translation>
    </message>
    <message>
        <source>New customer</source>
        <translation>新客户</translation>
    </message>
    <message>
        <source>Last changed {when} by {who}</source>
        <translation>{who} 最后修改于 {when}</translation>
    </message>
</context>
<context>
    <name>CustomerWindows</name>
    <message>
        <source>There is a draft of this customer too. Save or close what you are typing here; the draft is offered again at the next sign-in.</source>
        <translation>这个客户还有一份草稿。请先保存或关闭这里正在输入的内容；下次登录时会再次提示该草稿。</translation>
    </message>
</context>
<context>
    <name>DailyBackup</name>
    <message>
        <source>Backup failed</source>
        <translation>备份失败</translation>
    </message>
    <message>
        <source>No second copy</source>
        <translation>第二位置没有备份</translation>
    </message>
    <message>
        <source>No backup yet</source>
        <translation>还没有备份</translation>
    </message>
    <message>
        <source>Last backup: {age}</source>
        <translation>上次备份：{age}</translation>
    </message>
</context>
<context>
    <name>Databases</name>
    <message>
        <source>This computer</source>
        <translation>本机</translation>
    </message>
    <message>
        <source>Sample company</source>
        <translation>样例公司</translation>
    </message>
</context>
<context>
    <name>DateField</name>
    <message>
        <source>yyyy-mm-dd</source>
        <translation>年-月-日</translation>
    </message>
    <message>
        <source>Calendar (Alt+Down)</source>
        <translation>日历（Alt+↓）</translation>
    </message>
</context>
<context>
    <name>Errors</name>
    <message>
        <source>Something went wrong that should not have. What was saved before is safe; what you were doing just now may not have been saved. Please look, and try again.</source>
        <translation>程序出现了意外错误。之前保存的内容是安全的，刚才的操作可能没有保存，请检查后再试一次。</translation>
    </message>
    <message>
        <source>CRM Desktop</source>
        <translation>客户关系管理系统</translation>
    </message>
    <message>
        <source>&amp;Copy details</source>
        <translation>复制详细信息(&amp;C)</translation>
    </message>
    <message>
        <source>Further errors: {n}. They are in the details.</source>
        <translation>另有 {n} 个错误，见详细信息。</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>已复制</translation>
    </message>
</context>
<context>
    <name>FirstStart</name>
    <message>
        <source>Database file</source>
        <translation>数据库文件</translation>
    </message>
    <message>
        <source>Databases (*{suffix})</source>
        <translation>数据库 (*{suffix})</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Choose a user name to sign in with.</source>
        <translation>请输入登录用的用户名。</translation>
    </message>
    <message>
        <source>The two passwords differ. Type the same twice.</source>
        <translation>两次输入的密码不一致。</translation>
    </message>
    <message>
        <source>Choose a file.</source>
        <translation>请选择文件。</translation>
    </message>
    <message>
        <source>This is a folder. Add a name for the file.</source>
        <translation>这是一个文件夹，请加上文件名。</translation>
    </message>
    <message>
        <source>There is no such file. Check the path.</source>
        <translation>没有这个文件，请检查路径。</translation>
    </message>
    <message>
        <source>This file exists already and is left alone. Choose another name, or open it instead.</source>
        <translation>该文件已经存在，不会被改动。请换一个名称，或改为打开它。</translation>
    </message>
</context>
<context>
    <name>FirstStartDialog</name>
    <message>
        <source>Welcome — CRM Desktop</source>
        <translation>欢迎 — 客户关系管理系统</translation>
    </message>
    <message>
        <source>How would you like to start?</source>
        <translation>您想怎样开始？</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>语言(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Try it with a sample company</source>
        <translation>用样例公司试一试(&amp;T)</translation>
    </message>
    <message>
        <source>A food supplier with 300 customers and three years of payments. Change whatever you like; nothing else is touched.</source>
        <translation>一家食品供应商，有 300 个客户和三年的收款记录。可以随意改动，不影响其他数据。</translation>
    </message>
    <message>
        <source>Start with an &amp;empty database on this computer</source>
        <translation>在本机新建空数据库(&amp;E)</translation>
    </message>
    <message>
        <source>You become its first administrator. Whoever can read the file can read the data in it, so choose a folder that others cannot open.</source>
        <translation>您将成为第一位管理员。能读取该文件的人就能读取其中的数据，请选择他人打不开的文件夹。</translation>
    </message>
    <message>
        <source>&amp;Open a database file that exists already</source>
        <translation>打开已有的数据库文件(&amp;O)</translation>
    </message>
    <message>
        <source>You sign in to it with the user name and password you were given.</source>
        <translation>请用已有的用户名和密码登录。</translation>
    </message>
    <message>
        <source>Connect to a S&amp;QL Server</source>
        <translation>连接 SQL Server(&amp;Q)</translation>
    </message>
    <message>
        <source>For a whole office that shares one database. You need the server’s name, and a user name and password, or your Windows account.</source>
        <translation>适合整个办公室共用一个数据库。需要服务器名称，以及用户名和密码或您的 Windows 账户。</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Browse…</source>
        <translation>浏览(&amp;B)…</translation>
    </message>
    <message>
        <source>&amp;User name</source>
        <translation>用户名(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Password</source>
        <translation>密码(&amp;P)</translation>
    </message>
    <message>
        <source>Password &amp;again</source>
        <translation>再次输入密码(&amp;A)</translation>
    </message>
    <message>
        <source>S&amp;how the passwords</source>
        <translation>显示密码(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Start</source>
        <translation>开始(&amp;S)</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>ForgottenPasswordDialog</name>
    <message>
        <source>Forgotten password</source>
        <translation>忘记密码</translation>
    </message>
    <message>
        <source>Clerks ask an administrator for a new password. An administrator can set one with the recovery code that was printed when the database was made; it works once.</source>
        <translation>普通用户请找管理员重置密码。管理员可以凭建库时打印的恢复码重新设置密码，恢复码只能用一次。</translation>
    </message>
    <message>
        <source>&amp;User name</source>
        <translation>用户名(&amp;U)</translation>
    </message>
    <message>
        <source>Recovery &amp;code</source>
        <translation>恢复码(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;New password</source>
        <translation>新密码(&amp;N)</translation>
    </message>
    <message>
        <source>New password &amp;again</source>
        <translation>再输一次(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Show the passwords</source>
        <translation>显示密码(&amp;S)</translation>
    </message>
    <message>
        <source>At least 8 characters, not your user name, and none of the commonest passwords.</source>
        <translation>至少 8 个字符，不能与用户名相同，也不能是常见密码。</translation>
    </message>
    <message>
        <source>Set &amp;password</source>
        <translation>设置密码(&amp;P)</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>Guide</name>
    <message>
        <source>This page of the guide is missing.</source>
        <translation>缺少这一页说明。</translation>
    </message>
    <message>
        <source>User guide</source>
        <translation>使用手册</translation>
    </message>
    <message>
        <source>&amp;Contents</source>
        <translation>目录(&amp;C)</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Your settings could not be read and begin anew. No data are concerned; the old file was kept.</source>
        <translation>个人设置无法读取，已恢复默认值。数据不受影响，原文件已保留。</translation>
    </message>
    <message>
        <source>administrator</source>
        <translation>管理员</translation>
    </message>
    <message>
        <source>clerk</source>
        <translation>普通用户</translation>
    </message>
    <message>
        <source>Who is signed in, and with which rights</source>
        <translation>当前登录的用户及其权限</translation>
    </message>
    <message>
        <source>The database you are working in</source>
        <translation>当前使用的数据库</translation>
    </message>
    <message>
        <source>CRM Desktop</source>
        <translation>客户关系管理系统</translation>
    </message>
    <message>
        <source>Sample data</source>
        <translation>样例数据</translation>
    </message>
    <message>
        <source>Only an administrator may do this.</source>
        <translation>只有管理员可以进行此操作。</translation>
    </message>
    <message>
        <source>Work under way</source>
        <translation>操作尚未完成</translation>
    </message>
    <message>
        <source>This is not finished yet: {titles}. Cancel it?</source>
        <translation>以下操作尚未完成：{titles}。要取消吗？</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>页面</translation>
    </message>
    <message>
        <source>&amp;Customers</source>
        <translation>客户(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Query</source>
        <translation>查询(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;Statistics</source>
        <translation>统计(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Reports</source>
        <translation>报表(&amp;R)</translation>
    </message>
    <message>
        <source>System s&amp;ettings</source>
        <translation>系统设置(&amp;E)</translation>
    </message>
    <message>
        <source>L&amp;anguage</source>
        <translation>语言(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>Tools</source>
        <translation>工具</translation>
    </message>
    <message>
        <source>Customer &amp;list</source>
        <translation>客户列表(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;New customer</source>
        <translation>新增客户(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>撤销(&amp;U)</translation>
    </message>
    <message>
        <source>Set for se&amp;veral customers…</source>
        <translation>批量设置客户(&amp;V)…</translation>
    </message>
    <message>
        <source>&amp;Hand over customers…</source>
        <translation>移交客户(&amp;H)…</translation>
    </message>
    <message>
        <source>&amp;Find</source>
        <translation>查找(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Quick search</source>
        <translation>快速查找(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;Refresh</source>
        <translation>刷新(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>导出(&amp;E)…</translation>
    </message>
    <message>
        <source>&amp;Print…</source>
        <translation>打印(&amp;P)…</translation>
    </message>
    <message>
        <source>Recycle &amp;bin</source>
        <translation>回收站(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Drafts…</source>
        <translation>草稿(&amp;D)…</translation>
    </message>
    <message>
        <source>&amp;Switch user</source>
        <translation>切换用户(&amp;S)</translation>
    </message>
    <message>
        <source>E&amp;xit</source>
        <translation>退出(&amp;X)</translation>
    </message>
    <message>
        <source>&amp;Query customers</source>
        <translation>查询客户(&amp;Q)</translation>
    </message>
    <message>
        <source>Payments and &amp;revenue</source>
        <translation>付款情况与收入(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;System settings</source>
        <translation>系统设置(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Users</source>
        <translation>系统用户(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Lists and product categories</source>
        <translation>列表与产品类别(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Company</source>
        <translation>公司资料(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Backup</source>
        <translation>备份(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;History of changes</source>
        <translation>修改记录(&amp;H)</translation>
    </message>
    <message>
        <source>Change &amp;password…</source>
        <translation>修改密码(&amp;P)…</translation>
    </message>
    <message>
        <source>Reco&amp;very code…</source>
        <translation>恢复码(&amp;V)…</translation>
    </message>
    <message>
        <source>P&amp;references…</source>
        <translation>个人设置(&amp;R)…</translation>
    </message>
    <message>
        <source>User &amp;guide</source>
        <translation>使用手册(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation>键盘快捷键(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;About CRM Desktop</source>
        <translation>关于(&amp;A)</translation>
    </message>
</context>
<context>
    <name>MoveDialog</name>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Describe the server under Connections first.</source>
        <translation>请先在“连接”中添加服务器。</translation>
    </message>
    <message>
        <source>Databases (*.db)</source>
        <translation>数据库 (*.db)</translation>
    </message>
</context>
<context>
    <name>Pages</name>
    <message>
        <source>Customers</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>Query</source>
        <translation>查询</translation>
    </message>
    <message>
        <source>Statistics</source>
        <translation>统计</translation>
    </message>
    <message>
        <source>Reports</source>
        <translation>报表</translation>
    </message>
    <message>
        <source>Recycle bin</source>
        <translation>回收站</translation>
    </message>
    <message>
        <source>System settings</source>
        <translation>系统设置</translation>
    </message>
</context>
<context>
    <name>PasswordField</name>
    <message>
        <source>Show the password</source>
        <translation>显示密码</translation>
    </message>
</context>
<context>
    <name>PreferencesDialog</name>
    <message>
        <source>Preferences</source>
        <translation>个人设置</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>语言(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Appearance</source>
        <translation>外观(&amp;A)</translation>
    </message>
    <message>
        <source>These settings are yours alone. Text sizes follow the settings of your computer.</source>
        <translation>这些设置只对您本人有效。文字大小跟随电脑的设置。</translation>
    </message>
</context>
<context>
    <name>QuickSearch</name>
    <message>
        <source>Quick search</source>
        <translation>快速查找</translation>
    </message>
    <message>
        <source>Quick search (Ctrl+K)</source>
        <translation>快速查找 (Ctrl+K)</translation>
    </message>
    <message>
        <source>Number, name, pinyin initials, phone or contact person</source>
        <translation>客户编号、名称、拼音首字母、电话或联系人</translation>
    </message>
    <message>
        <source>No customer found</source>
        <translation>没有找到客户</translation>
    </message>
</context>
<context>
    <name>RecoveryCode</name>
    <message>
        <source>This code is not shown again. Print it, copy it, or press Close.</source>
        <translation>此恢复码不会再显示。请打印、复制，或按“关闭”。</translation>
    </message>
    <message>
        <source>The password is wrong.</source>
        <translation>密码不正确。</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>已复制</translation>
    </message>
    <message>
        <source>Recovery code</source>
        <translation>恢复码</translation>
    </message>
</context>
<context>
    <name>RestoredDialog</name>
    <message>
        <source>Users</source>
        <translation>系统用户</translation>
    </message>
    <message>
        <source>Company profile</source>
        <translation>公司资料</translation>
    </message>
    <message>
        <source>Product categories</source>
        <translation>产品类别</translation>
    </message>
    <message>
        <source>List entries</source>
        <translation>列表项</translation>
    </message>
    <message>
        <source>Imports</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>Customers</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>Contacts</source>
        <translation>联系负责人</translation>
    </message>
    <message>
        <source>Payments and refunds</source>
        <translation>收款与退款</translation>
    </message>
    <message>
        <source>Saved queries</source>
        <translation>已保存的查询</translation>
    </message>
    <message>
        <source>Jobs that can be undone</source>
        <translation>可撤销的操作</translation>
    </message>
    <message>
        <source>Records of these jobs</source>
        <translation>这些操作的记录</translation>
    </message>
    <message>
        <source>Number series</source>
        <translation>编号序列</translation>
    </message>
    <message>
        <source>History</source>
        <translation>修改记录</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>已复制</translation>
    </message>
    <message>
        <source>The data are now in {place}.</source>
        <translation>数据现在位于 {place}。</translation>
    </message>
    <message>
        <source>Rows: {n}. Every table has the count and checksum of its source.</source>
        <translation>行数：{n}。每张表的行数和校验值都与来源一致。</translation>
    </message>
    <message>
        <source>The database that was there is kept as {file}.</source>
        <translation>原来的数据库保留为 {file}。</translation>
    </message>
</context>
<context>
    <name>Restoring</name>
    <message>
        <source>Checking and restoring {name}…</source>
        <translation>正在检查并恢复 {name}…</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>恢复</translation>
    </message>
</context>
<context>
    <name>Session</name>
    <message>
        <source>Preparing the sample company…</source>
        <translation>正在准备样例公司…</translation>
    </message>
    <message>
        <source>Making the database…</source>
        <translation>正在创建数据库…</translation>
    </message>
    <message>
        <source>Open already</source>
        <translation>已经打开</translation>
    </message>
    <message>
        <source>Where the database lies</source>
        <translation>数据库所在位置</translation>
    </message>
    <message>
        <source>This database is open on the computer {name}. A database file serves one computer at a time: two at once can damage it. Close CRM Desktop there first, and go on only if you are sure that it does not run there any more.</source>
        <translation>该数据库正在电脑 {name} 上使用。数据库文件同一时间只能供一台电脑使用，两台同时使用可能损坏数据。请先在那台电脑上关闭本程序；确定那里没有运行后再继续。</translation>
    </message>
    <message>
        <source>This database is open already in another copy of CRM Desktop. You can work in both and nothing gets lost, but each shows what was changed in the other only after a refresh (F5).</source>
        <translation>该数据库已在另一个程序窗口中打开。两边可以同时使用，数据不会丢失，但需刷新 (F5) 后才能看到对方的改动。</translation>
    </message>
    <message>
        <source>&amp;Go on</source>
        <translation>继续(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
</context>
<context>
    <name>SignIn</name>
    <message>
        <source>Upgrade the database</source>
        <translation>升级数据库</translation>
    </message>
    <message>
        <source>This database was made by an older version of CRM Desktop and must be upgraded before you can work with it. A copy is made first; nothing is lost.</source>
        <translation>该数据库由旧版本程序创建，升级后才能使用。升级前会先备份，不会丢失数据。</translation>
    </message>
    <message>
        <source>&amp;Upgrade now</source>
        <translation>立即升级(&amp;U)</translation>
    </message>
    <message>
        <source>Your Windows account</source>
        <translation>您的 Windows 账户</translation>
    </message>
</context>
<context>
    <name>SignInDialog</name>
    <message>
        <source>Sign in — CRM Desktop</source>
        <translation>登录 — 客户关系管理系统</translation>
    </message>
    <message>
        <source>CRM Desktop</source>
        <translation>客户关系管理系统</translation>
    </message>
    <message>
        <source>Please sign in</source>
        <translation>请登录</translation>
    </message>
    <message>
        <source>&amp;User name</source>
        <translation>用户名(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Password</source>
        <translation>密码(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Connection</source>
        <translation>连接(&amp;C)</translation>
    </message>
    <message>
        <source>Connections: add, change, delete, test</source>
        <translation>连接：添加、更改、删除、测试</translation>
    </message>
    <message>
        <source>Connections</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>语言(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Forgotten password…</source>
        <translation>忘记密码(&amp;F)…</translation>
    </message>
    <message>
        <source>&amp;Other database…</source>
        <translation>其他数据库(&amp;O)…</translation>
    </message>
    <message>
        <source>&amp;Sign in</source>
        <translation>登录(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
</context>
<context>
    <name>Splash</name>
    <message>
        <source>CRM Desktop</source>
        <translation>客户关系管理系统</translation>
    </message>
    <message>
        <source>Preparing the sample company. This happens only once.</source>
        <translation>正在准备样例公司，只需一次。</translation>
    </message>
</context>
<context>
    <name>SuggestingBox</name>
    <message>
        <source>Searching…</source>
        <translation>正在查找…</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>没有找到</translation>
    </message>
    <message>
        <source>There are more: type on</source>
        <translation>还有更多，请继续输入</translation>
    </message>
    <message>
        <source>There are more: type to search</source>
        <translation>还有更多，输入文字即可查找</translation>
    </message>
</context>
<context>
    <name>UnfinishedImports</name>
    <message>
        <source>Import</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>Storing the rest of {file}…</source>
        <translation>正在保存 {file} 剩下的行…</translation>
    </message>
    <message>
        <source>Taking back the import of {file}…</source>
        <translation>正在撤销 {file} 的导入…</translation>
    </message>
    <message>
        <source>The import of {file} by {user} on {day} broke off.</source>
        <translation>{user} 于 {day} 导入 {file} 时中断了。</translation>
    </message>
    <message>
        <source>Records stored by then: {n}. The rest can still be stored, or all of it taken back.</source>
        <translation>已保存记录：{n}。可以把剩下的保存完，也可以全部撤销。</translation>
    </message>
    <message>
        <source>&amp;Store the rest</source>
        <translation>保存剩下的(&amp;S)</translation>
    </message>
    <message>
        <source>Take it back, so that nothing half remains of it.</source>
        <translation>请撤销，以免只留下一部分记录。</translation>
    </message>
    <message>
        <source>&amp;Take it back</source>
        <translation>撤销(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Later</source>
        <translation>以后再说(&amp;L)</translation>
    </message>
</context>
</TS>
