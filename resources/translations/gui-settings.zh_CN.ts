<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>BackupPage</name>
    <message>
        <source>Backups on this computer</source>
        <translation>本机上的备份</translation>
    </message>
    <message>
        <source>A checked copy is made each day while people work. The last one of each of 7 days, 5 weeks and 12 months is kept.</source>
        <translation>每天在大家工作时自动做一份备份并检查。保留最近 7 天、5 周、12 个月中每天、每周、每月的最后一份。</translation>
    </message>
    <message>
        <source>Backups</source>
        <translation>备份</translation>
    </message>
    <message>
        <source>Made</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>B&amp;ack up now</source>
        <translation>立即备份(&amp;A)</translation>
    </message>
    <message>
        <source>Restore th&amp;is backup…</source>
        <translation>恢复这份备份(&amp;I)…</translation>
    </message>
    <message>
        <source>Show &amp;folder</source>
        <translation>打开文件夹(&amp;F)</translation>
    </message>
    <message>
        <source>Secon&amp;d place</source>
        <translation>第二位置(&amp;D)</translation>
    </message>
    <message>
        <source>None: choose another disk or a USB stick</source>
        <translation>未设置：可选另一块硬盘或 U 盘</translation>
    </message>
    <message>
        <source>Ch&amp;oose…</source>
        <translation>选择(&amp;O)…</translation>
    </message>
    <message>
        <source>&amp;None</source>
        <translation>不用(&amp;N)</translation>
    </message>
    <message>
        <source>Archive and move</source>
        <translation>归档与迁移</translation>
    </message>
    <message>
        <source>An archive is one file with everything in it, for any database of CRM Desktop. It is checked before it is restored, and every table is compared afterwards.</source>
        <translation>归档是一个包含全部数据的文件，可用于本程序的任何数据库。恢复前先检查，恢复后逐表核对。</translation>
    </message>
    <message>
        <source>Sa&amp;ve archive…</source>
        <translation>保存归档(&amp;V)…</translation>
    </message>
    <message>
        <source>Restore fro&amp;m a file…</source>
        <translation>从文件恢复(&amp;M)…</translation>
    </message>
    <message>
        <source>Copy &amp;to another database…</source>
        <translation>复制到另一个数据库(&amp;T)…</translation>
    </message>
</context>
<context>
    <name>CodeEntryDialog</name>
    <message>
        <source>New entry</source>
        <translation>新增列表项</translation>
    </message>
    <message>
        <source>Edit entry</source>
        <translation>编辑列表项</translation>
    </message>
    <message>
        <source>Enter a name.</source>
        <translation>请输入名称。</translation>
    </message>
    <message>
        <source>Entry</source>
        <translation>列表项</translation>
    </message>
    <message>
        <source>&amp;Chinese name</source>
        <translation>中文名称(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;English name</source>
        <translation>英文名称(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>名称(&amp;N)</translation>
    </message>
</context>
<context>
    <name>CodeListsPage</name>
    <message>
        <source>Offered</source>
        <translation>可选</translation>
    </message>
    <message>
        <source>Switched off</source>
        <translation>已停用</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
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
        <source>Code</source>
        <translation>代码</translation>
    </message>
    <message>
        <source>Product categories</source>
        <translation>产品类别</translation>
    </message>
    <message>
        <source>S&amp;witch on</source>
        <translation>启用(&amp;W)</translation>
    </message>
    <message>
        <source>Delete “{name}” from this list?</source>
        <translation>从列表中删除“{name}”吗？</translation>
    </message>
    <message>
        <source>Lists</source>
        <translation>列表</translation>
    </message>
    <message>
        <source>&amp;New entry…</source>
        <translation>新增(&amp;N)…</translation>
    </message>
    <message>
        <source>Entries</source>
        <translation>列表项</translation>
    </message>
    <message>
        <source>Lis&amp;ts</source>
        <translation>列表(&amp;T)</translation>
    </message>
    <message>
        <source>Ed&amp;it…</source>
        <translation>编辑(&amp;I)…</translation>
    </message>
    <message>
        <source>Switch o&amp;ff</source>
        <translation>停用(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Delete…</source>
        <translation>删除(&amp;D)…</translation>
    </message>
    <message>
        <source>M&amp;ove up</source>
        <translation>上移(&amp;O)</translation>
    </message>
    <message>
        <source>Mo&amp;ve down</source>
        <translation>下移(&amp;V)</translation>
    </message>
    <message>
        <source>An entry that is switched off is no longer offered; records that have it keep it.</source>
        <translation>停用后不再出现在选项中，已有记录保持不变。</translation>
    </message>
</context>
<context>
    <name>CompanyPage</name>
    <message>
        <source>No logo</source>
        <translation>没有徽标</translation>
    </message>
    <message>
        <source>Choose a logo</source>
        <translation>选择徽标</translation>
    </message>
    <message>
        <source>Pictures (*.png *.jpg *.jpeg)</source>
        <translation>图片 (*.png *.jpg *.jpeg)</translation>
    </message>
    <message>
        <source>It is no PNG or JPEG picture, damaged, or too large.</source>
        <translation>它不是 PNG 或 JPEG 图片，或者已损坏、尺寸过大。</translation>
    </message>
    <message>
        <source>Saved.</source>
        <translation>已保存。</translation>
    </message>
    <message>
        <source>Name and logo appear at the head of every report.</source>
        <translation>公司名称和徽标印在每份报表的页眉。</translation>
    </message>
    <message>
        <source>Company &amp;name</source>
        <translation>公司名称(&amp;N)</translation>
    </message>
    <message>
        <source>Lo&amp;go</source>
        <translation>徽标(&amp;G)</translation>
    </message>
    <message>
        <source>Ch&amp;oose…</source>
        <translation>选择(&amp;O)…</translation>
    </message>
    <message>
        <source>Re&amp;move</source>
        <translation>移除(&amp;M)</translation>
    </message>
    <message>
        <source>Sa&amp;ve</source>
        <translation>保存(&amp;V)</translation>
    </message>
    <message>
        <source>Rever&amp;t</source>
        <translation>撤销修改(&amp;T)</translation>
    </message>
</context>
<context>
    <name>History</name>
    <message>
        <source>Customer</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>Contact</source>
        <translation>联系人</translation>
    </message>
    <message>
        <source>Payment</source>
        <translation>收款</translation>
    </message>
    <message>
        <source>User</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>List entry</source>
        <translation>列表项</translation>
    </message>
    <message>
        <source>Product category</source>
        <translation>产品类别</translation>
    </message>
    <message>
        <source>Company profile</source>
        <translation>公司资料</translation>
    </message>
    <message>
        <source>Entered</source>
        <translation>录入</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>修改</translation>
    </message>
    <message>
        <source>Deleted</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Restored</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Voided</source>
        <translation>作废</translation>
    </message>
    <message>
        <source>Removed for good</source>
        <translation>彻底删除</translation>
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
        <source>Code</source>
        <translation>代码</translation>
    </message>
    <message>
        <source>List</source>
        <translation>列表</translation>
    </message>
    <message>
        <source>Position</source>
        <translation>顺序</translation>
    </message>
    <message>
        <source>Active</source>
        <translation>启用</translation>
    </message>
    <message>
        <source>Logo</source>
        <translation>徽标</translation>
    </message>
    <message>
        <source>Sample company</source>
        <translation>样例公司</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>记录</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>字段</translation>
    </message>
    <message>
        <source>From</source>
        <translation>原值</translation>
    </message>
    <message>
        <source>To</source>
        <translation>新值</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>No</source>
        <translation>否</translation>
    </message>
</context>
<context>
    <name>HistoryPage</name>
    <message>
        <source>(any)</source>
        <translation>（全部）</translation>
    </message>
    <message>
        <source>A date like 2026-03-31, please.</source>
        <translation>请输入日期，如 2026-03-31。</translation>
    </message>
    <message>
        <source>No entries match.</source>
        <translation>没有符合条件的记录。</translation>
    </message>
    <message>
        <source>&amp;Kind</source>
        <translation>类型(&amp;K)</translation>
    </message>
    <message>
        <source>Record or &amp;value</source>
        <translation>记录或内容(&amp;V)</translation>
    </message>
    <message>
        <source>Chan&amp;ged by</source>
        <translation>修改人(&amp;G)</translation>
    </message>
    <message>
        <source>Act&amp;ion</source>
        <translation>操作(&amp;I)</translation>
    </message>
    <message>
        <source>&amp;From</source>
        <translation>从(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;To</source>
        <translation>到(&amp;T)</translation>
    </message>
    <message>
        <source>History</source>
        <translation>修改记录</translation>
    </message>
    <message>
        <source>Sho&amp;w</source>
        <translation>显示(&amp;W)</translation>
    </message>
    <message>
        <source>Cle&amp;ar</source>
        <translation>清空(&amp;A)</translation>
    </message>
    <message>
        <source>E&amp;xport…</source>
        <translation>导出(&amp;X)…</translation>
    </message>
    <message>
        <source>What changed</source>
        <translation>修改内容</translation>
    </message>
</context>
<context>
    <name>HistoryStory</name>
    <message>
        <source>entered the {what}</source>
        <translation>录入了{what}</translation>
    </message>
    <message>
        <source>moved the {what} to the recycle bin</source>
        <translation>把{what}移到了回收站</translation>
    </message>
    <message>
        <source>brought the {what} back from the recycle bin</source>
        <translation>从回收站恢复了{what}</translation>
    </message>
    <message>
        <source>declared the {what} void</source>
        <translation>作废了{what}</translation>
    </message>
    <message>
        <source>removed the {what} for good</source>
        <translation>彻底删除了{what}</translation>
    </message>
    <message>
        <source>changed the {what}</source>
        <translation>修改了{what}</translation>
    </message>
    <message>
        <source>and {n} more fields</source>
        <translation>另有 {n} 个字段</translation>
    </message>
    <message>
        <source>; </source>
        <translation>；</translation>
    </message>
    <message>
        <source>{done}: {changes}</source>
        <translation>{done}：{changes}</translation>
    </message>
    <message>
        <source>{kind} “{label}”</source>
        <translation>{kind}“{label}”</translation>
    </message>
    <message>
        <source>{field} set to “{after}”</source>
        <translation>{field}填为“{after}”</translation>
    </message>
    <message>
        <source>{field} emptied, it was “{before}”</source>
        <translation>{field}清空，原为“{before}”</translation>
    </message>
    <message>
        <source>{field} from “{before}” to “{after}”</source>
        <translation>{field}由“{before}”改为“{after}”</translation>
    </message>
</context>
<context>
    <name>MoveDialog</name>
    <message>
        <source>Copy to another database</source>
        <translation>复制到另一个数据库</translation>
    </message>
    <message>
        <source>Everything is copied, with the history, to an empty database. This one stays as it is. Afterwards every table is compared.</source>
        <translation>把全部数据连同修改记录复制到空数据库，当前数据库不变。完成后逐表核对。</translation>
    </message>
    <message>
        <source>A new &amp;file on this computer</source>
        <translation>本机上的新文件(&amp;F)</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>&amp;Browse…</source>
        <translation>浏览(&amp;B)…</translation>
    </message>
    <message>
        <source>An empty database on a &amp;server</source>
        <translation>服务器上的空数据库(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Connection</source>
        <translation>连接(&amp;C)</translation>
    </message>
    <message>
        <source>Database &amp;owner</source>
        <translation>数据库所有者(&amp;O)</translation>
    </message>
    <message>
        <source>Empty for your Windows account</source>
        <translation>留空则用您的 Windows 账户</translation>
    </message>
    <message>
        <source>&amp;Password</source>
        <translation>密码(&amp;P)</translation>
    </message>
    <message>
        <source>Passwords do not travel to a server: every user gets a one-time password, which is shown at the end.</source>
        <translation>密码不会带到服务器：每个用户会得到一个一次性密码，完成后显示。</translation>
    </message>
</context>
<context>
    <name>OneTimePasswordDialog</name>
    <message>
        <source>The one-time password of {name}:</source>
        <translation>{name} 的一次性密码：</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>已复制</translation>
    </message>
    <message>
        <source>One-time password</source>
        <translation>一次性密码</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>复制(&amp;C)</translation>
    </message>
    <message>
        <source>Hand it over in person. It is not kept anywhere and cannot be shown again. At the next sign-in another password must be chosen.</source>
        <translation>请当面交给本人。密码不作保存，关闭后无法再次查看；下次登录时必须另设新密码。</translation>
    </message>
</context>
<context>
    <name>Preferences</name>
    <message>
        <source>Like the computer</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
</context>
<context>
    <name>RecoveryCodeDialog</name>
    <message>
        <source>Recovery code</source>
        <translation>恢复码</translation>
    </message>
    <message>
        <source>With this code an administrator who has forgotten the password can set a new one, once. It is shown only now: print it and keep the paper where you keep other keys.</source>
        <translation>管理员忘记密码时，可以凭恢复码重新设置密码，只能用一次。恢复码只显示这一次，请打印出来，和其他重要钥匙放在一起。</translation>
    </message>
    <message>
        <source>Your &amp;password</source>
        <translation>您的密码(&amp;P)</translation>
    </message>
    <message>
        <source>Recovery &amp;code</source>
        <translation>恢复码(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Make a new code</source>
        <translation>生成新的恢复码(&amp;M)</translation>
    </message>
    <message>
        <source>P&amp;rint…</source>
        <translation>打印(&amp;R)…</translation>
    </message>
    <message>
        <source>C&amp;opy</source>
        <translation>复制(&amp;O)</translation>
    </message>
    <message>
        <source>C&amp;lose</source>
        <translation>关闭(&amp;L)</translation>
    </message>
</context>
<context>
    <name>RecycleBinView</name>
    <message>
        <source>Contact</source>
        <translation>联系人</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>Deleted at</source>
        <translation>删除时间</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Customer number</source>
        <translation>客户编号</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Deleted by</source>
        <translation>删除人</translation>
    </message>
    <message>
        <source>What was deleted by anybody. Restoring a customer brings its contacts back too.</source>
        <translation>所有人删除的内容都在这里。恢复客户时，其联系人一并恢复。</translation>
    </message>
    <message>
        <source>What you deleted yourself. Restoring a customer brings its contacts back too. What others deleted, an administrator can restore.</source>
        <translation>这里是您自己删除的内容。恢复客户时，其联系人一并恢复。别人删除的内容请管理员恢复。</translation>
    </message>
    <message>
        <source>Nothing in the recycle bin matches the filter.</source>
        <translation>回收站中没有符合条件的内容。</translation>
    </message>
    <message>
        <source>The recycle bin is empty.</source>
        <translation>回收站是空的。</translation>
    </message>
    <message>
        <source>Only an administrator may do this.</source>
        <translation>只有管理员可以这样做。</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Bringing records back…</source>
        <translation>正在恢复记录…</translation>
    </message>
    <message>
        <source>Restored</source>
        <translation>恢复结果</translation>
    </message>
    <message>
        <source>Remove for good</source>
        <translation>彻底删除</translation>
    </message>
    <message>
        <source>Removing records for good…</source>
        <translation>正在彻底删除记录…</translation>
    </message>
    <message>
        <source>Res&amp;tore</source>
        <translation>恢复(&amp;T)</translation>
    </message>
    <message>
        <source>Remove for &amp;good…</source>
        <translation>彻底删除(&amp;G)…</translation>
    </message>
    <message>
        <source>Filter by name or number</source>
        <translation>按名称或编号筛选</translation>
    </message>
    <message>
        <source>Recycle bin</source>
        <translation>回收站</translation>
    </message>
</context>
<context>
    <name>RestoredDialog</name>
    <message>
        <source>Everything arrived</source>
        <translation>全部数据已到位</translation>
    </message>
    <message>
        <source>Rows in each table</source>
        <translation>各表行数</translation>
    </message>
    <message>
        <source>What</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>行数</translation>
    </message>
    <message>
        <source>One-time passwords. Hand them over in person: they are kept nowhere and cannot be shown again.</source>
        <translation>一次性密码。请当面交给本人：密码不会保存，也无法再次显示。</translation>
    </message>
    <message>
        <source>One-time passwords</source>
        <translation>一次性密码</translation>
    </message>
    <message>
        <source>&amp;Copy passwords</source>
        <translation>复制密码(&amp;C)</translation>
    </message>
</context>
<context>
    <name>SettingsView</name>
    <message>
        <source>&amp;Users</source>
        <translation>用户(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Lists</source>
        <translation>列表(&amp;L)</translation>
    </message>
    <message>
        <source>Com&amp;pany</source>
        <translation>公司资料(&amp;P)</translation>
    </message>
    <message>
        <source>Histor&amp;y</source>
        <translation>修改记录(&amp;Y)</translation>
    </message>
    <message>
        <source>&amp;Backup</source>
        <translation>备份(&amp;B)</translation>
    </message>
    <message>
        <source>Only administrators can change system settings. Your own password, language and appearance are in the menu.</source>
        <translation>只有管理员可以修改系统设置。修改自己的密码、语言和外观请用菜单。</translation>
    </message>
</context>
<context>
    <name>UserDialog</name>
    <message>
        <source>Clerk</source>
        <translation>普通用户</translation>
    </message>
    <message>
        <source>Administrator</source>
        <translation>管理员</translation>
    </message>
    <message>
        <source>New user</source>
        <translation>新增用户</translation>
    </message>
    <message>
        <source>User {name}</source>
        <translation>用户 {name}</translation>
    </message>
    <message>
        <source>User</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>&amp;User name</source>
        <translation>用户名(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Display name</source>
        <translation>姓名(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Rights</source>
        <translation>权限(&amp;R)</translation>
    </message>
    <message>
        <source>E-&amp;mail</source>
        <translation>电子邮箱(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Phone</source>
        <translation>电话(&amp;P)</translation>
    </message>
    <message>
        <source>The new user gets a one-time password, which you see once after saving, and chooses another at the first sign-in.</source>
        <translation>保存后会显示一次性密码（只显示一次），新用户首次登录时自行改密。</translation>
    </message>
</context>
<context>
    <name>UsersPage</name>
    <message>
        <source>Administrator</source>
        <translation>管理员</translation>
    </message>
    <message>
        <source>Clerk</source>
        <translation>普通用户</translation>
    </message>
    <message>
        <source>Disabled</source>
        <translation>已停用</translation>
    </message>
    <message>
        <source>Must change password</source>
        <translation>须修改密码</translation>
    </message>
    <message>
        <source>Active</source>
        <translation>正常</translation>
    </message>
    <message>
        <source>User name</source>
        <translation>用户名</translation>
    </message>
    <message>
        <source>Display name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Rights</source>
        <translation>权限</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Last sign-in</source>
        <translation>最近登录</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>电子邮箱</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>电话</translation>
    </message>
    <message>
        <source>&amp;Disable</source>
        <translation>停用(&amp;J)</translation>
    </message>
    <message>
        <source>Ena&amp;ble</source>
        <translation>启用(&amp;B)</translation>
    </message>
    <message>
        <source>Reset the password of {name}? The present one stops working at once.</source>
        <translation>重置 {name} 的密码吗？原密码立即失效。</translation>
    </message>
    <message>
        <source>{name} owns customers: {n}. Hand them over to a colleague now?</source>
        <translation>{name} 名下还有客户：{n}。现在移交给同事吗？</translation>
    </message>
    <message>
        <source>Delete the user {name}?</source>
        <translation>删除用户 {name} 吗？</translation>
    </message>
    <message>
        <source>Users</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>&amp;New user…</source>
        <translation>新增用户(&amp;N)…</translation>
    </message>
    <message>
        <source>Ed&amp;it…</source>
        <translation>编辑(&amp;I)…</translation>
    </message>
    <message>
        <source>Reset pass&amp;word…</source>
        <translation>重置密码(&amp;W)…</translation>
    </message>
    <message>
        <source>Dele&amp;te…</source>
        <translation>删除(&amp;T)…</translation>
    </message>
    <message>
        <source>Hand o&amp;ver…</source>
        <translation>移交客户(&amp;V)…</translation>
    </message>
</context>
</TS>
