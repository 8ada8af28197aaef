<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>ContactTable</name>
    <message>
        <source>★</source>
        <translation>★</translation>
    </message>
    <message>
        <source>New contact…</source>
        <translation>新联系人…</translation>
    </message>
    <message>
        <source>Will be removed when you save (Del takes it back)</source>
        <translation>保存时移除（按 Del 键撤销）</translation>
    </message>
    <message>
        <source>Make this the primary contact (Space)</source>
        <translation>设为主要联系人（空格键）</translation>
    </message>
</context>
<context>
    <name>CustomerHistoryDialog</name>
    <message>
        <source>History of {name}</source>
        <translation>{name} 的修改记录</translation>
    </message>
    <message>
        <source>Loading the history…</source>
        <translation>正在读取修改记录…</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>经过</translation>
    </message>
    <message>
        <source>History</source>
        <translation>修改记录</translation>
    </message>
    <message>
        <source>What happened, the latest first</source>
        <translation>修改记录，最新的在前</translation>
    </message>
    <message>
        <source>Fields that were changed</source>
        <translation>修改过的字段</translation>
    </message>
    <message>
        <source>&amp;Older entries</source>
        <translation>更早的记录(&amp;O)</translation>
    </message>
    <message>
        <source>Bring back this &amp;value…</source>
        <translation>恢复此字段(&amp;V)…</translation>
    </message>
    <message>
        <source>&amp;Bring back this state…</source>
        <translation>恢复到此状态(&amp;B)…</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>关闭(&amp;C)</translation>
    </message>
</context>
<context>
    <name>CustomerJobs</name>
    <message>
        <source>Customer card {number}</source>
        <translation>客户卡片 {number}</translation>
    </message>
</context>
<context>
    <name>CustomerListView</name>
    <message>
        <source>Customer list</source>
        <translation>客户列表</translation>
    </message>
    <message>
        <source>Customers</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>No customers yet</source>
        <translation>还没有客户</translation>
    </message>
    <message>
        <source>Enter the first one with Ctrl+N.</source>
        <translation>按 Ctrl+N 录入第一个客户。</translation>
    </message>
    <message>
        <source>&amp;New customer</source>
        <translation>新增客户(&amp;N)</translation>
    </message>
    <message>
        <source>No customer matches “{text}”</source>
        <translation>没有符合“{text}”的客户</translation>
    </message>
    <message>
        <source>Check the spelling, or use fewer letters.</source>
        <translation>请检查输入，或少输几个字。</translation>
    </message>
    <message>
        <source>&amp;Show all customers</source>
        <translation>显示全部客户(&amp;S)</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Moving customers to the recycle bin…</source>
        <translation>正在把客户移到回收站…</translation>
    </message>
    <message>
        <source>Customers: {n}</source>
        <translation>客户：{n}</translation>
    </message>
    <message>
        <source>marked: {n}</source>
        <translation>已选：{n}</translation>
    </message>
    <message>
        <source>Filter: name, number, initials, phone, contact, place</source>
        <translation>筛选：名称、编号、拼音首字母、电话、联系人、地点</translation>
    </message>
    <message>
        <source>Filter customers</source>
        <translation>筛选客户</translation>
    </message>
    <message>
        <source>&amp;New</source>
        <translation>新增(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation>打开(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>删除(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Print</source>
        <translation>打印(&amp;P)</translation>
    </message>
    <message>
        <source>E&amp;xport…</source>
        <translation>导出(&amp;X)…</translation>
    </message>
    <message>
        <source>Colu&amp;mns</source>
        <translation>显示列(&amp;M)</translation>
    </message>
    <message>
        <source>Set for se&amp;veral…</source>
        <translation>批量设置(&amp;V)…</translation>
    </message>
    <message>
        <source>Customer &amp;list</source>
        <translation>客户列表(&amp;L)</translation>
    </message>
    <message>
        <source>Customer &amp;card</source>
        <translation>客户卡片(&amp;C)</translation>
    </message>
</context>
<context>
    <name>CustomerQuestions</name>
    <message>
        <source>Unsaved changes</source>
        <translation>未保存的修改</translation>
    </message>
    <message>
        <source>Save the changes to {name}?</source>
        <translation>要保存对“{name}”的修改吗？</translation>
    </message>
    <message>
        <source>What you do not save is lost when the window closes.</source>
        <translation>不保存的话，关闭窗口后所做的修改将丢失。</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>保存(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Discard</source>
        <translation>不保存(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Keep as a draft</source>
        <translation>保留为草稿(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>取消(&amp;C)</translation>
    </message>
    <message>
        <source>Refund</source>
        <translation>退款</translation>
    </message>
    <message>
        <source>Give back more than the customer has paid?</source>
        <translation>退款超过客户已付的金额，确定吗？</translation>
    </message>
    <message>
        <source>Paid in all: {paid}. Given back with this: {returned}.</source>
        <translation>累计付款：{paid}。连同这次共退款：{returned}。</translation>
    </message>
    <message>
        <source>Delete customers</source>
        <translation>删除客户</translation>
    </message>
    <message>
        <source>Move to the recycle bin? Customers: {n}</source>
        <translation>要移到回收站吗？客户：{n}</translation>
    </message>
    <message>
        <source>… and {n} more</source>
        <translation>……还有 {n} 个</translation>
    </message>
    <message>
        <source>Contacts go with them; payments stay in the statistics. Customers can be restored from the recycle bin.</source>
        <translation>联系人一并移走，收款仍计入统计。客户可以从回收站恢复。</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>删除(&amp;D)</translation>
    </message>
    <message>
        <source>Deleted meanwhile</source>
        <translation>客户已被删除</translation>
    </message>
    <message>
        <source>Nothing was saved, and what you typed is still in the form.</source>
        <translation>没有保存任何内容，您输入的内容仍在表单中。</translation>
    </message>
    <message>
        <source>&amp;Restore it and save</source>
        <translation>恢复并保存(&amp;R)</translation>
    </message>
    <message>
        <source>Save as a &amp;new customer</source>
        <translation>另存为新客户(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Back to the form</source>
        <translation>返回表单(&amp;B)</translation>
    </message>
</context>
<context>
    <name>CustomerTable</name>
    <message>
        <source>Contact&apos;s phone</source>
        <translation>联系人电话</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>复制(&amp;C)</translation>
    </message>
    <message>
        <source>Mark at most {n} customers to copy, or export the list.</source>
        <translation>最多选中 {n} 个客户再复制，或者导出列表。</translation>
    </message>
    <message>
        <source>&amp;Sort by</source>
        <translation>排序(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Descending</source>
        <translation>降序(&amp;D)</translation>
    </message>
    <message>
        <source>Loading customers…</source>
        <translation>正在读取客户…</translation>
    </message>
    <message>
        <source>The customers could not be loaded.</source>
        <translation>无法读取客户。</translation>
    </message>
    <message>
        <source>Try &amp;again</source>
        <translation>重试(&amp;A)</translation>
    </message>
    <message>
        <source>No customers found.</source>
        <translation>没有找到客户。</translation>
    </message>
    <message>
        <source>Customers</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>about {n}</source>
        <translation>约 {n}</translation>
    </message>
    <message>
        <source>Sorting by this column takes too long with more than {n} customers. Search for fewer first.</source>
        <translation>客户超过 {n} 个时，按此列排序太慢。请先查询，缩小范围。</translation>
    </message>
</context>
<context>
    <name>CustomerWindow</name>
    <message>
        <source>Everything in the draft is stored already.</source>
        <translation>草稿中的内容都已存入。</translation>
    </message>
    <message>
        <source>Loading the customer…</source>
        <translation>正在读取客户…</translation>
    </message>
    <message>
        <source>Nothing has changed since it was saved.</source>
        <translation>保存后没有任何修改。</translation>
    </message>
    <message>
        <source>Saved: {number} {name}</source>
        <translation>已保存：{number} {name}</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>正在保存…</translation>
    </message>
    <message>
        <source>Not saved yet. Fields that need attention: {n}</source>
        <translation>尚未保存。需要检查的字段：{n}</translation>
    </message>
    <message>
        <source>The database server cannot be reached just now. What you typed is kept on this computer, and you can type on. When the server is back you are asked whether to save it.</source>
        <translation>现在连不上数据库服务器。您输入的内容已保留在本机，可以继续输入。服务器恢复后会询问您是否保存。</translation>
    </message>
    <message>
        <source>The connection broke just while saving. What you typed is kept on this computer. When the server is back you are asked whether to save it; the program looks first whether it was stored, so nothing is stored twice.</source>
        <translation>保存时连接中断。您输入的内容已保留在本机。服务器恢复后会询问您是否保存；程序会先查明是否已存入，不会重复保存。</translation>
    </message>
    <message>
        <source>Nobody else has changed this customer meanwhile.</source>
        <translation>期间没有他人修改过这个客户。</translation>
    </message>
    <message>
        <source>{title} was deleted by somebody else.</source>
        <translation>{title} 已被他人删除。</translation>
    </message>
    <message>
        <source>{title} was deleted: {who}.</source>
        <translation>{title} 已被删除：{who}。</translation>
    </message>
    <message>
        <source>The server is back. What you typed is not saved yet.</source>
        <translation>服务器已恢复。您输入的内容尚未保存。</translation>
    </message>
    <message>
        <source>Save now (Ctrl+S)</source>
        <translation>立即保存（Ctrl+S）</translation>
    </message>
    <message>
        <source>Customer</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>Total paid: {amount}</source>
        <translation>累计付款：{amount}</translation>
    </message>
    <message>
        <source>Last payment: {day}</source>
        <translation>最近付款：{day}</translation>
    </message>
    <message>
        <source>Keep c&amp;ontact</source>
        <translation>保留(&amp;O)</translation>
    </message>
    <message>
        <source>Rem&amp;ove</source>
        <translation>移除(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Void…</source>
        <translation>作废(&amp;V)…</translation>
    </message>
    <message>
        <source>Not &amp;void</source>
        <translation>不作废(&amp;V)</translation>
    </message>
    <message>
        <source>K&amp;eep</source>
        <translation>保留(&amp;E)</translation>
    </message>
    <message>
        <source>Remo&amp;ve</source>
        <translation>移除(&amp;V)</translation>
    </message>
    <message>
        <source>Try &amp;again</source>
        <translation>重试(&amp;A)</translation>
    </message>
    <message>
        <source>Basics</source>
        <translation>基本信息</translation>
    </message>
    <message>
        <source>Customer &amp;name *</source>
        <translation>客户名称(&amp;N) *</translation>
    </message>
    <message>
        <source>Short name</source>
        <translation>简称</translation>
    </message>
    <message>
        <source>Main business</source>
        <translation>主营业务</translation>
    </message>
    <message>
        <source>Customer n&amp;umber</source>
        <translation>客户编号(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Kind *</source>
        <translation>类型(&amp;K) *</translation>
    </message>
    <message>
        <source>Phone and address</source>
        <translation>电话和地址</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>电话</translation>
    </message>
    <message>
        <source>&amp;Mobile</source>
        <translation>手机(&amp;M)</translation>
    </message>
    <message>
        <source>E-ma&amp;il</source>
        <translation>电子邮箱(&amp;I)</translation>
    </message>
    <message>
        <source>Website</source>
        <translation>网址</translation>
    </message>
    <message>
        <source>Fax</source>
        <translation>传真</translation>
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
        <source>&amp;Address</source>
        <translation>地址(&amp;A)</translation>
    </message>
    <message>
        <source>Postal code</source>
        <translation>邮编</translation>
    </message>
    <message>
        <source>Country</source>
        <translation>国家</translation>
    </message>
    <message>
        <source>Classification</source>
        <translation>分类</translation>
    </message>
    <message>
        <source>Status *</source>
        <translation>状态 *</translation>
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
        <source>Product cate&amp;gory</source>
        <translation>产品类别(&amp;G)</translation>
    </message>
    <message>
        <source>O&amp;wner</source>
        <translation>业务员(&amp;W)</translation>
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
        <source>Company</source>
        <translation>公司</translation>
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
        <source>Person</source>
        <translation>个人</translation>
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
        <source>Education</source>
        <translation>学历</translation>
    </message>
    <message>
        <source>Annual income</source>
        <translation>年收入</translation>
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
        <source>Bank and tax</source>
        <translation>银行和税务</translation>
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
        <source>Tax number</source>
        <translation>税号</translation>
    </message>
    <message>
        <source>Remark</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>&amp;Remark</source>
        <translation>备注(&amp;R)</translation>
    </message>
    <message>
        <source>Shift+Enter begins a new line</source>
        <translation>Shift+Enter 换行</translation>
    </message>
    <message>
        <source>&amp;Contacts</source>
        <translation>联系人(&amp;C)</translation>
    </message>
    <message>
        <source>Make primar&amp;y</source>
        <translation>设为主要联系人(&amp;Y)</translation>
    </message>
    <message>
        <source>Contacts</source>
        <translation>联系人</translation>
    </message>
    <message>
        <source>&amp;Payments</source>
        <translation>收款(&amp;P)</translation>
    </message>
    <message>
        <source>Re&amp;fund…</source>
        <translation>退款(&amp;F)…</translation>
    </message>
    <message>
        <source>Payments</source>
        <translation>收款</translation>
    </message>
    <message>
        <source>&amp;History…</source>
        <translation>修改记录(&amp;H)…</translation>
    </message>
    <message>
        <source>Prin&amp;t card</source>
        <translation>打印卡片(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>删除(&amp;D)</translation>
    </message>
    <message>
        <source>Save and ne&amp;xt</source>
        <translation>保存并新增(&amp;X)</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>保存(&amp;S)</translation>
    </message>
    <message>
        <source>C&amp;lose</source>
        <translation>关闭(&amp;L)</translation>
    </message>
    <message>
        <source>This customer was deleted by somebody else.</source>
        <translation>这个客户已被他人删除。</translation>
    </message>
    <message>
        <source>Show (F5)</source>
        <translation>查看（F5）</translation>
    </message>
</context>
<context>
    <name>PaymentRefundDialog</name>
    <message>
        <source>Refund</source>
        <translation>退款</translation>
    </message>
    <message>
        <source>Money given back is entered as a line of its own and subtracted from what the customer paid. It is stored when you save the customer.</source>
        <translation>退还的款项另记一行，并从客户付款中扣除。保存客户时生效。</translation>
    </message>
    <message>
        <source>&amp;Amount *</source>
        <translation>金额(&amp;A) *</translation>
    </message>
    <message>
        <source>&amp;Date *</source>
        <translation>日期(&amp;D) *</translation>
    </message>
    <message>
        <source>&amp;Method</source>
        <translation>方式(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Remark</source>
        <translation>备注(&amp;R)</translation>
    </message>
    <message>
        <source>Enter re&amp;fund</source>
        <translation>录入退款(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>取消(&amp;C)</translation>
    </message>
</context>
<context>
    <name>PaymentRows</name>
    <message>
        <source>{kind} (void)</source>
        <translation>{kind}（作废）</translation>
    </message>
</context>
<context>
    <name>PaymentTable</name>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>New…</source>
        <translation>新增…</translation>
    </message>
    <message>
        <source>Entered again for {number}, which is void</source>
        <translation>为已作废的 {number} 重新录入</translation>
    </message>
    <message>
        <source>Void: {reason}</source>
        <translation>作废：{reason}</translation>
    </message>
    <message>
        <source>Void</source>
        <translation>作废</translation>
    </message>
    <message>
        <source>Removed</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>New</source>
        <translation>新增</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>已改</translation>
    </message>
</context>
<context>
    <name>PaymentVoidDialog</name>
    <message>
        <source>Declare payment void</source>
        <translation>收款作废</translation>
    </message>
    <message>
        <source>A void payment is kept and marked, and no longer counts. It takes effect when you save the customer; after that it stays void: Undo can only enter it again with a new number.</source>
        <translation>作废的收款保留并加以标记，不再计入。保存客户后生效，此后一直是作废状态：撤销只能以新编号重新录入。</translation>
    </message>
    <message>
        <source>&amp;Reason *</source>
        <translation>原因(&amp;R) *</translation>
    </message>
    <message>
        <source>Declare &amp;void</source>
        <translation>作废(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>取消(&amp;C)</translation>
    </message>
</context>
<context>
    <name>PaymentsBehind</name>
    <message>
        <source>Payments: {n} · Revenue: {amount}</source>
        <translation>收款：{n} · 收入：{amount}</translation>
    </message>
    <message>
        <source>Too many: the first {n} by day are listed; their revenue is {amount}. A shorter period shows the others.</source>
        <translation>笔数太多：按日期只列出前 {n} 笔，其收入为 {amount}。缩短期间可以看到其余的。</translation>
    </message>
</context>
</TS>
