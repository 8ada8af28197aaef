<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>Breakdowns</name>
    <message>
        <source>Day</source>
        <translation>日</translation>
    </message>
    <message>
        <source>Month</source>
        <translation>月</translation>
    </message>
    <message>
        <source>Quarter</source>
        <translation>季度</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>年</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>Location</source>
        <translation>所在地</translation>
    </message>
    <message>
        <source>Product category</source>
        <translation>产品类别</translation>
    </message>
    <message>
        <source>Payment method</source>
        <translation>付款方式</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>业务员</translation>
    </message>
    <message>
        <source>Customer level</source>
        <translation>客户级别</translation>
    </message>
    <message>
        <source>(no location)</source>
        <translation>（未填所在地）</translation>
    </message>
    <message>
        <source>(no category)</source>
        <translation>（未分类）</translation>
    </message>
    <message>
        <source>(no payment method)</source>
        <translation>（未填付款方式）</translation>
    </message>
    <message>
        <source>(no owner)</source>
        <translation>（无业务员）</translation>
    </message>
    <message>
        <source>(no level)</source>
        <translation>（未定级别）</translation>
    </message>
    <message>
        <source>(none)</source>
        <translation>（无）</translation>
    </message>
</context>
<context>
    <name>Codes</name>
    <message>
        <source>Company</source>
        <translation>企业</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>个人</translation>
    </message>
    <message>
        <source>Payment</source>
        <translation>收款</translation>
    </message>
    <message>
        <source>Refund</source>
        <translation>退款</translation>
    </message>
    <message>
        <source>Female</source>
        <translation>女</translation>
    </message>
    <message>
        <source>Male</source>
        <translation>男</translation>
    </message>
    <message>
        <source>Positive</source>
        <translation>积极</translation>
    </message>
    <message>
        <source>None</source>
        <translation>无反应</translation>
    </message>
    <message>
        <source>Negative</source>
        <translation>消极</translation>
    </message>
    <message>
        <source>Customer status</source>
        <translation>客户状态</translation>
    </message>
    <message>
        <source>Customer level</source>
        <translation>客户级别</translation>
    </message>
    <message>
        <source>Customer source</source>
        <translation>客户来源</translation>
    </message>
    <message>
        <source>Industry</source>
        <translation>行业</translation>
    </message>
    <message>
        <source>Credit rating</source>
        <translation>信用等级</translation>
    </message>
    <message>
        <source>Payment method</source>
        <translation>付款方式</translation>
    </message>
    <message>
        <source>Education</source>
        <translation>学历</translation>
    </message>
</context>
<context>
    <name>Criteria</name>
    <message>
        <source>Location</source>
        <translation>所在地</translation>
    </message>
    <message>
        <source>Product category</source>
        <translation>产品类别</translation>
    </message>
    <message>
        <source>Customer name</source>
        <translation>客户名称</translation>
    </message>
    <message>
        <source>Customer number</source>
        <translation>客户编号</translation>
    </message>
    <message>
        <source>Contact name</source>
        <translation>联系负责人姓名</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>电话</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>级别</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Industry</source>
        <translation>行业</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>业务员</translation>
    </message>
    <message>
        <source>Entered from</source>
        <translation>录入日期从</translation>
    </message>
    <message>
        <source>Entered to</source>
        <translation>录入日期到</translation>
    </message>
    <message>
        <source>Paid from</source>
        <translation>付款日期从</translation>
    </message>
    <message>
        <source>Paid to</source>
        <translation>付款日期到</translation>
    </message>
    <message>
        <source>Anything</source>
        <translation>任意内容</translation>
    </message>
</context>
<context>
    <name>Errors</name>
    <message>
        <source>Something went wrong. Nothing was changed.</source>
        <translation>操作没有成功，数据没有改动。</translation>
    </message>
    <message>
        <source>Cancelled. Nothing was changed.</source>
        <translation>已取消，数据没有改动。</translation>
    </message>
    <message>
        <source>Some fields need attention. Nothing was saved.</source>
        <translation>有些内容需要修改，尚未保存。</translation>
    </message>
    <message>
        <source>This record no longer exists. Somebody may have deleted it meanwhile.</source>
        <translation>这条记录已不存在，可能刚被别人删除。</translation>
    </message>
    <message>
        <source>There is no customer with the number {number}.</source>
        <translation>没有编号为 {number} 的客户。</translation>
    </message>
    <message>
        <source>There is no user named {name}.</source>
        <translation>没有名为 {name} 的用户。</translation>
    </message>
    <message>
        <source>Somebody else changed this record meanwhile. Nothing was saved and nothing you typed is lost: look at the new state, then save again.</source>
        <translation>别人刚刚修改了这条记录。这次没有保存，您输入的内容都还在：请先查看最新内容，再重新保存。</translation>
    </message>
    <message>
        <source>The number {number} is already taken. Choose another one.</source>
        <translation>编号 {number} 已被使用，请换一个。</translation>
    </message>
    <message>
        <source>“{name}” exists already. Choose another name.</source>
        <translation>“{name}”已经存在，请换一个名称。</translation>
    </message>
    <message>
        <source>Only an administrator may do this. Nothing was changed.</source>
        <translation>只有管理员可以执行此操作，数据没有改动。</translation>
    </message>
    <message>
        <source>Sign in first, and change your password if you are asked to.</source>
        <translation>请先登录；如果要求修改密码，请先修改密码。</translation>
    </message>
    <message>
        <source>User name or password is wrong.</source>
        <translation>用户名或密码不正确。</translation>
    </message>
    <message>
        <source>Too many failed attempts. Try again in {minutes} minutes, or ask an administrator.</source>
        <translation>密码错误次数过多，请 {minutes} 分钟后再试，或联系管理员。</translation>
    </message>
    <message>
        <source>This user has been disabled. Ask an administrator.</source>
        <translation>该用户已停用，请联系管理员。</translation>
    </message>
    <message>
        <source>The password needs at least {minimum} characters.</source>
        <translation>密码至少需要 {minimum} 个字符。</translation>
    </message>
    <message>
        <source>The password must not be the user name.</source>
        <translation>密码不能与用户名相同。</translation>
    </message>
    <message>
        <source>This password is one of the commonest. Choose another one.</source>
        <translation>这个密码太常见，请换一个。</translation>
    </message>
    <message>
        <source>The new password must differ from the old one.</source>
        <translation>新密码不能与原密码相同。</translation>
    </message>
    <message>
        <source>User name or recovery code is wrong, or the code has been used already. Nothing was changed.</source>
        <translation>用户名或恢复码不正确，或恢复码已经用过。没有任何改动。</translation>
    </message>
    <message>
        <source>The old password is wrong. The password was not changed.</source>
        <translation>原密码不正确，密码没有修改。</translation>
    </message>
    <message>
        <source>This is the last active administrator, who can be neither deleted, disabled nor demoted. Make somebody else an administrator first.</source>
        <translation>这是最后一位可用的管理员，不能删除、停用或取消管理员权限。请先把其他用户设为管理员。</translation>
    </message>
    <message>
        <source>You cannot delete, disable or demote yourself.</source>
        <translation>不能删除、停用自己，也不能取消自己的管理员权限。</translation>
    </message>
    <message>
        <source>This user has records and cannot be deleted. Disable the user instead.</source>
        <translation>该用户已有业务记录，不能删除，请改为停用。</translation>
    </message>
    <message>
        <source>“{name}” is in use and cannot be deleted. Switch it off instead; it stays readable.</source>
        <translation>“{name}”正在使用，不能删除。可以停用，已有记录仍照常显示。</translation>
    </message>
    <message>
        <source>This database has an administrator already. Nothing was changed. Sign in as an administrator to add users.</source>
        <translation>该数据库已有管理员，数据没有改动。要添加用户，请以管理员身份登录。</translation>
    </message>
    <message>
        <source>Something here is no number or text that can be stored: a number is far too large, or a character is broken. Nothing was changed. Correct it and try again.</source>
        <translation>这里有无法保存的数字或文字：数字过大，或字符已损坏。没有改动任何数据。请改正后再试。</translation>
    </message>
    <message>
        <source>Choose what to search by.</source>
        <translation>请选择要查询的种类</translation>
    </message>
    <message>
        <source>This payment is void and can no longer be changed.</source>
        <translation>这笔收款已作废，不能再修改。</translation>
    </message>
    <message>
        <source>This void payment was entered again already. Nothing was changed this time.</source>
        <translation>这笔作废的收款已经重新录入过了，这次没有做任何修改。</translation>
    </message>
    <message>
        <source>{name} has payments, void ones included, and stays in the recycle bin: money that was entered is never removed. Nothing was removed.</source>
        <translation>{name} 有收款记录（含作废的），只能留在回收站：录入过的款项不会被彻底删除。什么都没有删除。</translation>
    </message>
    <message>
        <source>This customer is in the recycle bin. Restore it first.</source>
        <translation>该客户在回收站中，请先恢复。</translation>
    </message>
    <message>
        <source>This contact is in the recycle bin. Restore it first.</source>
        <translation>该联系人在回收站中，请先恢复。</translation>
    </message>
    <message>
        <source>Row {row}, column {column}: {reason} Nothing was imported.</source>
        <translation>第 {row} 行“{column}”列：{reason} 没有导入任何数据。</translation>
    </message>
    <message>
        <source>There is no import {number}. Nothing was changed.</source>
        <translation>没有编号为 {number} 的导入，数据没有改动。</translation>
    </message>
    <message>
        <source>Import {number} is finished already. Nothing was changed.</source>
        <translation>导入 {number} 已经完成。没有任何改动。</translation>
    </message>
    <message>
        <source>Import {number} cannot be finished, for its file was not read to the end, or it is being taken back. Take it back and import the file again. Nothing was changed.</source>
        <translation>导入 {number} 无法继续：文件没有读完，或正在撤销。请撤销后重新导入该文件。没有任何改动。</translation>
    </message>
    <message>
        <source>This import has been taken back already. Nothing was changed.</source>
        <translation>这次导入已经撤销过了，没有任何改动。</translation>
    </message>
    <message>
        <source>The file {path} cannot be read: {reason}</source>
        <translation>无法读取文件 {path}：{reason}</translation>
    </message>
    <message>
        <source>The file {path} cannot be written: {reason} Nothing was changed.</source>
        <translation>无法写入文件 {path}：{reason} 数据没有改动。</translation>
    </message>
    <message>
        <source>The database reports an error. Nothing was changed. {reason}</source>
        <translation>数据库出错，数据没有改动。{reason}</translation>
    </message>
    <message>
        <source>There is no database at {path}. Check the path, or create one with “init”.</source>
        <translation>{path} 处没有数据库。请检查路径，或用 “init” 新建一个。</translation>
    </message>
    <message>
        <source>There is a database at {path} already. Nothing was changed. Open it, or choose another name for the new one.</source>
        <translation>{path} 已有数据库。数据没有改动。请打开它，或给新数据库另取名称。</translation>
    </message>
    <message>
        <source>CRM Desktop works with database files and with SQL Server only. Give the path of a file, or the address of a SQL Server: mssql+pyodbc://…</source>
        <translation>本系统只支持数据库文件和 SQL Server。请给出文件路径，或 SQL Server 的地址：mssql+pyodbc://…</translation>
    </message>
    <message>
        <source>{path} is not a CRM Desktop database, or it is damaged. Nothing was changed. Choose another file or restore a copy.</source>
        <translation>{path} 不是本程序的数据库，或者文件已损坏。数据没有改动。请选择其他文件，或从备份恢复。</translation>
    </message>
    <message>
        <source>This database was made by a newer version of CRM Desktop. Nothing was changed. Update the program on this computer.</source>
        <translation>该数据库由更新版本的程序建立，数据没有改动。请升级本机上的程序。</translation>
    </message>
    <message>
        <source>This database belongs to an older version of CRM Desktop and must be upgraded first: run “init” as its owner. A copy is made before.</source>
        <translation>该数据库属于旧版本，需要先升级：请由数据库所有者运行 “init”。升级前会自动备份一份。</translation>
    </message>
    <message>
        <source>The database cannot be written: the file or its folder is read-only. Nothing was saved. Ask whoever looks after this computer for the right to write, or save to another folder.</source>
        <translation>数据库无法写入：文件或所在文件夹是只读的，内容没有保存。请联系电脑管理员开通写入权限，或换一个文件夹。</translation>
    </message>
    <message>
        <source>The database file {path} was moved, deleted or replaced while the program had it open. Nothing was saved. Put it back and try again, or close the program and sign in again.</source>
        <translation>数据库文件 {path} 在程序打开期间被移动、删除或替换了。没有保存任何内容。请把它放回原处再试，或关闭程序后重新登录。</translation>
    </message>
    <message>
        <source>Another program is using the database just now. Nothing was saved. Try again in a moment.</source>
        <translation>数据库正被其他程序占用，内容没有保存。请稍后再试。</translation>
    </message>
    <message>
        <source>The disk is full. Nothing was saved. Free some space, then save again.</source>
        <translation>磁盘已满，内容没有保存。请腾出空间后再保存。</translation>
    </message>
    <message>
        <source>The font for reports is missing ({path}). Install CRM Desktop again. Nothing is lost.</source>
        <translation>缺少报表字体（{path}）。请重新安装本程序，数据不受影响。</translation>
    </message>
    <message>
        <source>The database server {place} cannot be reached. Nothing was changed. Check the server&apos;s name, its port and the network, or ask whoever looks after the server.</source>
        <translation>无法连到数据库服务器 {place}。未作任何更改。请检查服务器名称、端口和网络，或联系服务器管理员。</translation>
    </message>
    <message>
        <source>The connection to the database server broke. Nothing was saved, and nothing you typed is lost. Try again in a moment.</source>
        <translation>与数据库服务器的连接断开了。没有保存，您输入的内容也没有丢失。请稍后再试。</translation>
    </message>
    <message>
        <source>The connection broke just while saving. What you typed is still here, but it is not known whether it was stored. Look at the record again before you save once more.</source>
        <translation>保存时连接断开了。您输入的内容还在，但不知道是否已经存入。再次保存之前，请先查看该记录。</translation>
    </message>
    <message>
        <source>What you saved before the connection broke was stored after all. It was not stored twice: nothing was sent now. Look at the record, and save again what is still missing.</source>
        <translation>连接断开前保存的内容其实已经存入，没有重复保存，这次也没有发送任何内容。请查看该记录，再保存仍缺少的部分。</translation>
    </message>
    <message>
        <source>No safe connection to {place}: the server&apos;s certificate is not trusted on this computer. Nothing was sent. Ask whoever looks after the server for its certificate, or change the connection&apos;s encryption. {reason}</source>
        <translation>无法安全连接 {place}：本机不信任该服务器的证书。没有发送任何内容。请向服务器管理员索取证书，或更改连接的加密方式。{reason}</translation>
    </message>
    <message>
        <source>This computer has no ODBC driver for SQL Server. Install “Microsoft ODBC Driver 18 for SQL Server”, then try again.</source>
        <translation>本机没有 SQL Server 的 ODBC 驱动程序。请安装“Microsoft ODBC Driver 18 for SQL Server”后重试。</translation>
    </message>
    <message>
        <source>The server does not open the database {place} for this user. Check the database&apos;s name, or ask an administrator for access.</source>
        <translation>服务器不允许此用户打开数据库 {place}。请检查数据库名称，或向管理员申请权限。</translation>
    </message>
    <message>
        <source>{place} is not a CRM Desktop database. Nothing was changed. Choose another database, or have its owner run “init”.</source>
        <translation>{place} 不是 CRM Desktop 的数据库。未作任何更改。请选择其他数据库，或由其所有者运行“init”。</translation>
    </message>
    <message>
        <source>The database {place} belongs to an older version of CRM Desktop. Nothing was changed. Its owner must upgrade it by “init” before this version can work with it.</source>
        <translation>数据库 {place} 属于旧版本的 CRM Desktop。未作任何更改。须先由其所有者用“init”升级，本版本才能使用。</translation>
    </message>
    <message>
        <source>The server knows this account, but it is not a user of CRM Desktop. Ask an administrator to add it.</source>
        <translation>服务器认识此账户，但它不是 CRM Desktop 的用户。请联系管理员添加。</translation>
    </message>
    <message>
        <source>Only the owner of the database {place} may do this. Nothing was changed. Ask the database administrator.</source>
        <translation>只有数据库 {place} 的所有者才能执行此操作。没有任何更改。请联系数据库管理员。</translation>
    </message>
    <message>
        <source>The server has an account “{name}” already, for another database or program. Nothing was changed. Choose another user name.</source>
        <translation>服务器上已有账户“{name}”，属于其他数据库或程序。未作任何更改。请换一个用户名。</translation>
    </message>
    <message>
        <source>The server has locked this account after too many failed attempts. Wait a while, or ask an administrator to reset the password.</source>
        <translation>失败次数过多，服务器已锁定此账户。请稍候，或请管理员重置密码。</translation>
    </message>
    <message>
        <source>The password has expired. Choose a new one.</source>
        <translation>密码已过期，请设置新密码。</translation>
    </message>
    <message>
        <source>The server&apos;s rules refuse this password. Choose a longer one, with capital and small letters, digits and signs.</source>
        <translation>此密码不符合服务器的规定。请使用更长的密码，包含大小写字母、数字和符号。</translation>
    </message>
    <message>
        <source>You sign in with your Windows account. Change its password in Windows.</source>
        <translation>您使用 Windows 账户登录，请在 Windows 中更改密码。</translation>
    </message>
    <message>
        <source>This database needs CRM Desktop {version} or later. Nothing was changed. Update the program on this computer.</source>
        <translation>此数据库需要 CRM Desktop {version} 或更高版本。未作任何更改。请更新本机的程序。</translation>
    </message>
    <message>
        <source>Somebody else is saving the same records just now. Nothing was saved, and nothing you typed is lost. Try again in a moment.</source>
        <translation>其他人正在保存同样的记录。没有保存任何内容，您输入的内容也没有丢失。请稍后再试。</translation>
    </message>
    <message>
        <source>The server took too long to answer. Nothing was changed. Ask for less at once, or try again later.</source>
        <translation>服务器很久没有应答。未作任何更改。请缩小查询范围，或稍后再试。</translation>
    </message>
    <message>
        <source>A text is too long for the database. Nothing was saved. Shorten it.</source>
        <translation>有一项文字超出数据库允许的长度。没有保存，请缩短。</translation>
    </message>
    <message>
        <source>A payment is made void only with a reason. Nothing was changed.</source>
        <translation>作废收款必须填写原因。未作任何更改。</translation>
    </message>
    <message>
        <source>The archive {path} cannot be used: {reason} Nothing was changed. Take another copy of the archive, or an older one.</source>
        <translation>归档 {path} 无法使用：{reason}没有改动任何数据。请换一份归档，或用更早的归档。</translation>
    </message>
    <message>
        <source>The archive {path} was written by a newer version of CRM Desktop ({version}). Nothing was changed. Update the program on this computer.</source>
        <translation>归档 {path} 是由较新版本的程序（{version}）保存的。没有改动任何数据。请先升级本机上的程序。</translation>
    </message>
    <message>
        <source>There is data in {path} already. Nothing was changed. Restore into an empty database, or say that the present one is to be replaced; it is kept beside the new one.</source>
        <translation>{path} 中已有数据，没有改动。请恢复到空数据库，或指明要替换现有数据库；原文件会保留在新文件旁边。</translation>
    </message>
    <message>
        <source>There is data in {path} already. Nothing was changed. Copy to a new file or to an empty database.</source>
        <translation>{path} 中已有数据，未做任何更改。请复制到新文件或空数据库。</translation>
    </message>
    <message>
        <source>The copy differs from its source in “{table}”. It was taken back, nothing was changed. Try again; if it happens once more, show the details to whoever looks after the program.</source>
        <translation>副本的“{table}”与来源不一致，已全部撤回，没有改动任何数据。请再试一次；若仍然如此，请把详细信息交给程序维护人员。</translation>
    </message>
    <message>
        <source>The database file {path} is damaged: {reason} No backup was made of it and earlier backups were kept. Stop working in it and restore the newest good backup.</source>
        <translation>数据库文件 {path} 已损坏：{reason} 没有为它做备份，以前的备份都还在。请停止使用该文件，恢复最近一次完好的备份。</translation>
    </message>
    <message>
        <source>Another program has {path} open. Nothing was restored and nothing was changed. Close CRM Desktop wherever else it runs with this database, then restore again.</source>
        <translation>{path} 正被其他程序打开，没有恢复，数据也没有改动。请先关闭其他正在使用该数据库的程序，再重新恢复。</translation>
    </message>
    <message>
        <source>The backup of a database on a server is made on the server, by whoever looks after it. An archive of the data can be saved from here.</source>
        <translation>服务器上的数据库由服务器管理员在服务器上备份。在这里可以把数据保存成归档。</translation>
    </message>
    <message>
        <source>{path} is on a network share. A database file there breaks when two computers write, or when the line does. Nothing was changed. Choose a folder on this computer; for several workstations connect to a SQL Server.</source>
        <translation>{path} 位于网络共享上。数据库文件放在那里，两台电脑同时写入或网络中断时会损坏。没有改动任何数据。请选择本机上的文件夹；多台电脑共用请连接 SQL Server。</translation>
    </message>
    <message>
        <source>This database file is on a network share. It breaks when two computers write, or when the line does. Move it to a folder on this computer; for several workstations use a SQL Server.</source>
        <translation>这个数据库文件位于网络共享上，两台电脑同时写入或网络中断时会损坏。请把它移到本机上的文件夹；多台电脑共用请使用 SQL Server。</translation>
    </message>
    <message>
        <source>This database file is in a folder that another program synchronises (OneDrive, Dropbox, Nutstore …). That program can copy it in the middle of a change, or put an older copy over it. Move it to another folder, and let only the backups be synchronised.</source>
        <translation>这个数据库文件位于由其他程序同步的文件夹（OneDrive、Dropbox、坚果云等）。同步程序可能在写入途中复制它，或用旧文件覆盖它。请把它移到其他文件夹，只同步备份。</translation>
    </message>
    <message>
        <source>Choose what to set. Nothing was changed.</source>
        <translation>请选择要设置的内容。没有做任何修改。</translation>
    </message>
    <message>
        <source>There is nothing to undo any more. Nothing was changed.</source>
        <translation>没有可撤销的操作了。没有做任何修改。</translation>
    </message>
    <message>
        <source>Choose two different users. Nothing was changed.</source>
        <translation>请选择两个不同的用户。没有做任何修改。</translation>
    </message>
</context>
<context>
    <name>FieldGroups</name>
    <message>
        <source>Basics</source>
        <translation>基本资料</translation>
    </message>
    <message>
        <source>Classification</source>
        <translation>分类</translation>
    </message>
    <message>
        <source>Phone and address</source>
        <translation>电话与地址</translation>
    </message>
    <message>
        <source>Company</source>
        <translation>企业资料</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>个人资料</translation>
    </message>
    <message>
        <source>Remark</source>
        <translation>备注</translation>
    </message>
</context>
<context>
    <name>Fields</name>
    <message>
        <source>Customer number</source>
        <translation>客户编号</translation>
    </message>
    <message>
        <source>Customer name</source>
        <translation>客户名称</translation>
    </message>
    <message>
        <source>Short name</source>
        <translation>简称</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Main business</source>
        <translation>主营业务</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>级别</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Industry</source>
        <translation>行业</translation>
    </message>
    <message>
        <source>Credit rating</source>
        <translation>信用等级</translation>
    </message>
    <message>
        <source>Product category</source>
        <translation>产品类别</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>业务员</translation>
    </message>
    <message>
        <source>Group parent</source>
        <translation>上级公司</translation>
    </message>
    <message>
        <source>Campaign response</source>
        <translation>活动反应</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>电话</translation>
    </message>
    <message>
        <source>Mobile</source>
        <translation>手机</translation>
    </message>
    <message>
        <source>Fax</source>
        <translation>传真</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>电子邮箱</translation>
    </message>
    <message>
        <source>Website</source>
        <translation>网址</translation>
    </message>
    <message>
        <source>Country</source>
        <translation>国家</translation>
    </message>
    <message>
        <source>Province</source>
        <translation>省份</translation>
    </message>
    <message>
        <source>City</source>
        <translation>城市</translation>
    </message>
    <message>
        <source>District</source>
        <translation>区县</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Postal code</source>
        <translation>邮编</translation>
    </message>
    <message>
        <source>Legal representative</source>
        <translation>法定代表人</translation>
    </message>
    <message>
        <source>Employees</source>
        <translation>员工人数</translation>
    </message>
    <message>
        <source>Annual revenue</source>
        <translation>年营业额</translation>
    </message>
    <message>
        <source>Tax number</source>
        <translation>税号</translation>
    </message>
    <message>
        <source>Bank</source>
        <translation>开户银行</translation>
    </message>
    <message>
        <source>Bank account</source>
        <translation>银行账号</translation>
    </message>
    <message>
        <source>Gender</source>
        <translation>性别</translation>
    </message>
    <message>
        <source>Birthday</source>
        <translation>生日</translation>
    </message>
    <message>
        <source>Annual income</source>
        <translation>年收入</translation>
    </message>
    <message>
        <source>Education</source>
        <translation>学历</translation>
    </message>
    <message>
        <source>Hobby</source>
        <translation>爱好</translation>
    </message>
    <message>
        <source>Personality</source>
        <translation>性格</translation>
    </message>
    <message>
        <source>Remark</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Contact name</source>
        <translation>联系人姓名</translation>
    </message>
    <message>
        <source>Primary</source>
        <translation>主要联系人</translation>
    </message>
    <message>
        <source>Department</source>
        <translation>部门</translation>
    </message>
    <message>
        <source>Job title</source>
        <translation>职务</translation>
    </message>
    <message>
        <source>QQ</source>
        <translation>QQ</translation>
    </message>
    <message>
        <source>WeChat</source>
        <translation>微信</translation>
    </message>
    <message>
        <source>Payment number</source>
        <translation>收款单号</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>金额</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>付款方式</translation>
    </message>
    <message>
        <source>Invoice number</source>
        <translation>发票号</translation>
    </message>
    <message>
        <source>Received by</source>
        <translation>收款人</translation>
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
        <source>Administrator</source>
        <translation>管理员</translation>
    </message>
    <message>
        <source>Active</source>
        <translation>启用</translation>
    </message>
    <message>
        <source>Deleted at</source>
        <translation>删除时间</translation>
    </message>
    <message>
        <source>Voided at</source>
        <translation>作废时间</translation>
    </message>
    <message>
        <source>Void reason</source>
        <translation>作废原因</translation>
    </message>
    <message>
        <source>Entered again for</source>
        <translation>重新录入自</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>Recovery code</source>
        <translation>恢复码</translation>
    </message>
    <message>
        <source>Must change password</source>
        <translation>须修改密码</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Total paid</source>
        <translation>付款合计</translation>
    </message>
    <message>
        <source>Last payment</source>
        <translation>最近付款</translation>
    </message>
    <message>
        <source>Primary contact</source>
        <translation>主要联系人</translation>
    </message>
    <message>
        <source>Entered at</source>
        <translation>录入时间</translation>
    </message>
    <message>
        <source>Changed at</source>
        <translation>修改时间</translation>
    </message>
    <message>
        <source>Contacts</source>
        <translation>联系人</translation>
    </message>
    <message>
        <source>Payments</source>
        <translation>收款</translation>
    </message>
    <message>
        <source>Company name</source>
        <translation>公司名称</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>显示名称</translation>
    </message>
</context>
<context>
    <name>History</name>
    <message>
        <source>It was removed for good: only the history is left of it.</source>
        <translation>已彻底删除，只留下修改记录。</translation>
    </message>
</context>
<context>
    <name>Jobs</name>
    <message>
        <source>delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>void</source>
        <translation>作废</translation>
    </message>
    <message>
        <source>bulk change</source>
        <translation>批量修改</translation>
    </message>
    <message>
        <source>hand over</source>
        <translation>移交客户</translation>
    </message>
    <message>
        <source>import</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>changed since</source>
        <translation>之后被修改过</translation>
    </message>
    <message>
        <source>no longer there</source>
        <translation>已不存在</translation>
    </message>
    <message>
        <source>restored already</source>
        <translation>已经恢复</translation>
    </message>
    <message>
        <source>entered again already</source>
        <translation>已重新录入</translation>
    </message>
    <message>
        <source>in the recycle bin</source>
        <translation>在回收站中</translation>
    </message>
    <message>
        <source>what it was no longer exists</source>
        <translation>原来的值已不存在</translation>
    </message>
    <message>
        <source>deleted by somebody else</source>
        <translation>由他人删除</translation>
    </message>
    <message>
        <source>has payments</source>
        <translation>有收款记录</translation>
    </message>
</context>
<context>
    <name>Periods</name>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>This week</source>
        <translation>本周</translation>
    </message>
    <message>
        <source>Last week</source>
        <translation>上周</translation>
    </message>
    <message>
        <source>This month</source>
        <translation>本月</translation>
    </message>
    <message>
        <source>Last month</source>
        <translation>上月</translation>
    </message>
    <message>
        <source>This quarter</source>
        <translation>本季度</translation>
    </message>
    <message>
        <source>Last quarter</source>
        <translation>上季度</translation>
    </message>
    <message>
        <source>This year</source>
        <translation>今年</translation>
    </message>
    <message>
        <source>Last year</source>
        <translation>去年</translation>
    </message>
</context>
<context>
    <name>Stretches</name>
    <message>
        <source>{day} {month} {year}</source>
        <translation>{year}年{month}{day}日</translation>
    </message>
    <message>
        <source>{month} {year}</source>
        <translation>{year}年{month}</translation>
    </message>
    <message>
        <source>Q{quarter} {year}</source>
        <translation>{year}年第{quarter}季度</translation>
    </message>
    <message>
        <source>Jan</source>
        <translation>1月</translation>
    </message>
    <message>
        <source>Feb</source>
        <translation>2月</translation>
    </message>
    <message>
        <source>Mar</source>
        <translation>3月</translation>
    </message>
    <message>
        <source>Apr</source>
        <translation>4月</translation>
    </message>
    <message>
        <source>May</source>
        <translation>5月</translation>
    </message>
    <message>
        <source>Jun</source>
        <translation>6月</translation>
    </message>
    <message>
        <source>Jul</source>
        <translation>7月</translation>
    </message>
    <message>
        <source>Aug</source>
        <translation>8月</translation>
    </message>
    <message>
        <source>Sep</source>
        <translation>9月</translation>
    </message>
    <message>
        <source>Oct</source>
        <translation>10月</translation>
    </message>
    <message>
        <source>Nov</source>
        <translation>11月</translation>
    </message>
    <message>
        <source>Dec</source>
        <translation>12月</translation>
    </message>
</context>
<context>
    <name>Transfer</name>
    <message>
        <source>changed since</source>
        <translation>导入后有改动</translation>
    </message>
    <message>
        <source>has payments</source>
        <translation>有收付款</translation>
    </message>
    <message>
        <source>other customers belong to it</source>
        <translation>有下属客户</translation>
    </message>
    <message>
        <source>records use it</source>
        <translation>仍被使用</translation>
    </message>
    <message>
        <source>only an administrator may remove it</source>
        <translation>只有管理员可以删除</translation>
    </message>
</context>
<context>
    <name>Validation</name>
    <message>
        <source>This field must not be empty.</source>
        <translation>此项不能为空。</translation>
    </message>
    <message>
        <source>At most {maximum} characters.</source>
        <translation>最多 {maximum} 个字符。</translation>
    </message>
    <message>
        <source>This text contains characters that cannot be stored.</source>
        <translation>内容中含有无法保存的字符。</translation>
    </message>
    <message>
        <source>This is not an e-mail address (name@company.com).</source>
        <translation>邮箱格式不正确（如 name@company.com）。</translation>
    </message>
    <message>
        <source>A phone number has digits, spaces and + - ( ) only.</source>
        <translation>电话号码只能包含数字、空格和 + - ( )。</translation>
    </message>
    <message>
        <source>A phone number has at least three digits.</source>
        <translation>电话号码至少要有三位数字。</translation>
    </message>
    <message>
        <source>This is not a web address (www.company.com).</source>
        <translation>网址格式不正确（如 www.company.com）。</translation>
    </message>
    <message>
        <source>A whole number from 0 to {maximum}, please.</source>
        <translation>请输入 0 到 {maximum} 之间的整数。</translation>
    </message>
    <message>
        <source>An amount with at most two decimal places, please.</source>
        <translation>请输入金额，最多两位小数。</translation>
    </message>
    <message>
        <source>The amount must not be negative.</source>
        <translation>金额不能为负数。</translation>
    </message>
    <message>
        <source>A date like 2026-03-31, please.</source>
        <translation>请输入日期，如 2026-03-31。</translation>
    </message>
    <message>
        <source>A date between {first} and {last}, please.</source>
        <translation>日期须在 {first} 至 {last} 之间。</translation>
    </message>
    <message>
        <source>The amount must be greater than zero.</source>
        <translation>金额必须大于零。</translation>
    </message>
    <message>
        <source>Say why.</source>
        <translation>请说明原因。</translation>
    </message>
    <message>
        <source>“{value}” is not one of the values of this list.</source>
        <translation>“{value}”不在该列表中。</translation>
    </message>
    <message>
        <source>Exactly one contact must be the primary one.</source>
        <translation>必须且只能有一位主要联系人。</translation>
    </message>
    <message>
        <source>A customer cannot belong to itself.</source>
        <translation>客户不能隶属于自己。</translation>
    </message>
    <message>
        <source>The logo must be a PNG or JPEG picture.</source>
        <translation>标志必须是 PNG 或 JPEG 图片。</translation>
    </message>
    <message>
        <source>The logo may have at most 1 MB. Save it smaller first.</source>
        <translation>标志图片不能超过 1 MB，请先缩小。</translation>
    </message>
    <message>
        <source>This customer belongs to the one being edited.</source>
        <translation>该客户是正在编辑的客户的下属。</translation>
    </message>
    <message>
        <source>Give at least one of the two labels.</source>
        <translation>中文名称和英文名称至少填写一个。</translation>
    </message>
</context>
</TS>
