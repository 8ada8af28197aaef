<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>CustomerFilter</name>
    <message>
        <source>&amp;All customers</source>
        <translation>全部客户(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Only customers with</source>
        <translation>只要符合以下条件的客户(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Location</source>
        <translation>所在地(&amp;L)</translation>
    </message>
    <message>
        <source>Product cate&amp;gory</source>
        <translation>产品类别(&amp;G)</translation>
    </message>
    <message>
        <source>Stat&amp;us</source>
        <translation>状态(&amp;U)</translation>
    </message>
    <message>
        <source>O&amp;wner</source>
        <translation>业务员(&amp;W)</translation>
    </message>
</context>
<context>
    <name>Export</name>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Writing {name}…</source>
        <translation>正在写入 {name}…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Rows written: {n}</source>
        <translation>已写入 {n} 行</translation>
    </message>
    <message>
        <source>&amp;Open file</source>
        <translation>打开文件(&amp;O)</translation>
    </message>
    <message>
        <source>Show &amp;folder</source>
        <translation>打开文件夹(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Done</source>
        <translation>完成(&amp;D)</translation>
    </message>
    <message>
        <source>Excel workbook (*.xlsx)</source>
        <translation>Excel 工作簿 (*.xlsx)</translation>
    </message>
    <message>
        <source>Text with commas (*.csv)</source>
        <translation>CSV 文件（逗号分隔） (*.csv)</translation>
    </message>
</context>
<context>
    <name>PaymentsBehind</name>
    <message>
        <source>Payments</source>
        <translation>收款</translation>
    </message>
    <message>
        <source>Looking up the payments…</source>
        <translation>正在查找收款…</translation>
    </message>
    <message>
        <source>There are no payments behind this figure</source>
        <translation>这个数字下没有收款</translation>
    </message>
    <message>
        <source>The payments could not be read</source>
        <translation>无法读取收款</translation>
    </message>
    <message>
        <source>&amp;Open customer</source>
        <translation>打开客户(&amp;O)</translation>
    </message>
    <message>
        <source>E&amp;xport…</source>
        <translation>导出(&amp;X)…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>PeriodPicker</name>
    <message>
        <source>Two dates</source>
        <translation>自选日期</translation>
    </message>
    <message>
        <source>&amp;Period</source>
        <translation>期间(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;From</source>
        <translation>从(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;To</source>
        <translation>到(&amp;T)</translation>
    </message>
</context>
<context>
    <name>Printing</name>
    <message>
        <source>The printer {printer} does not accept the report. Nothing was printed. Check that it is on and connected, or choose another printer.</source>
        <translation>打印机 {printer} 不接受这份报表，没有打印任何内容。请检查打印机是否已开机并连接，或换一台打印机。</translation>
    </message>
    <message>
        <source>Printing…</source>
        <translation>正在打印…</translation>
    </message>
    <message>
        <source>Sent to the printer {printer}: {n} pages</source>
        <translation>已发送到打印机 {printer}：{n} 页</translation>
    </message>
</context>
<context>
    <name>QueryForm</name>
    <message>
        <source>The first day is after the last.</source>
        <translation>开始日期晚于结束日期。</translation>
    </message>
</context>
<context>
    <name>QueryView</name>
    <message>
        <source>Query result</source>
        <translation>查询结果</translation>
    </message>
    <message>
        <source>The search was stopped. Nothing was changed.</source>
        <translation>查询已停止，数据没有任何改动。</translation>
    </message>
    <message>
        <source>Customers found: {n}</source>
        <translation>找到客户：{n}</translation>
    </message>
    <message>
        <source>No customer fits</source>
        <translation>没有符合条件的客户</translation>
    </message>
    <message>
        <source>Try fewer criteria, or a shorter part of a name.</source>
        <translation>请减少条件，或输入名称中更短的一部分。</translation>
    </message>
    <message>
        <source>Clear the fields</source>
        <translation>清空条件</translation>
    </message>
    <message>
        <source>&amp;Location</source>
        <translation>所在地(&amp;L)</translation>
    </message>
    <message>
        <source>Product cate&amp;gory</source>
        <translation>产品类别(&amp;G)</translation>
    </message>
    <message>
        <source>Customer &amp;name</source>
        <translation>客户名称(&amp;N)</translation>
    </message>
    <message>
        <source>Customer n&amp;umber</source>
        <translation>客户编号(&amp;U)</translation>
    </message>
    <message>
        <source>Con&amp;tact name</source>
        <translation>联系负责人姓名(&amp;T)</translation>
    </message>
    <message>
        <source>St&amp;atus</source>
        <translation>状态(&amp;A)</translation>
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
        <source>&amp;Phone</source>
        <translation>电话(&amp;P)</translation>
    </message>
    <message>
        <source>Paid &amp;from</source>
        <translation>付款日期从(&amp;F)</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>查询</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清空</translation>
    </message>
    <message>
        <source>Sa&amp;ved queries</source>
        <translation>已存查询(&amp;V)</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>打印…</translation>
    </message>
    <message>
        <source>&amp;Owner</source>
        <translation>业务员(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Industry</source>
        <translation>行业(&amp;I)</translation>
    </message>
    <message>
        <source>&amp;Kind</source>
        <translation>类型(&amp;K)</translation>
    </message>
    <message>
        <source>Entere&amp;d from</source>
        <translation>录入日期从(&amp;D)</translation>
    </message>
    <message>
        <source>Entered to</source>
        <translation>录入日期到</translation>
    </message>
    <message>
        <source>Paid to</source>
        <translation>付款日期到</translation>
    </message>
    <message>
        <source>&amp;More criteria</source>
        <translation>更多条件(&amp;M)</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>E&amp;xport…</source>
        <translation>导出(&amp;X)…</translation>
    </message>
    <message>
        <source>Find customers</source>
        <translation>查询客户</translation>
    </message>
    <message>
        <source>Fill in what you know, in any combination. A part of a name is enough; Chinese names are also found by pinyin and by initials.</source>
        <translation>填写您知道的内容，可任意组合。名称只填一部分即可，中文名称也可以用拼音或拼音首字母查找。</translation>
    </message>
</context>
<context>
    <name>ReportPreview</name>
    <message>
        <source>Fit width</source>
        <translation>适合宽度</translation>
    </message>
    <message>
        <source>Whole page</source>
        <translation>整页</translation>
    </message>
    <message>
        <source>of {n}</source>
        <translation>共 {n} 页</translation>
    </message>
    <message>
        <source>Save as PDF</source>
        <translation>另存为 PDF</translation>
    </message>
    <message>
        <source>PDF document (*.pdf)</source>
        <translation>PDF 文件 (*.pdf)</translation>
    </message>
    <message>
        <source>Saved as {path}</source>
        <translation>已保存到 {path}</translation>
    </message>
    <message>
        <source>No printer is set up on this computer, so nothing was printed. Save the report as a PDF file and print it elsewhere, or add a printer in the system&apos;s settings.</source>
        <translation>这台电脑没有安装打印机，因此没有打印。请把报表另存为 PDF 文件到别处打印，或在系统设置中添加打印机。</translation>
    </message>
    <message>
        <source>No font on this computer has these characters: {names}. They are printed as boxes with their codes; in the database nothing is lost.</source>
        <translation>这台电脑的字体中没有以下字符：{names}。它们打印为带编码的方框，数据库中的内容没有丢失。</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>预览</translation>
    </message>
    <message>
        <source>First page</source>
        <translation>首页</translation>
    </message>
    <message>
        <source>Previous page</source>
        <translation>上一页</translation>
    </message>
    <message>
        <source>Page</source>
        <translation>页码</translation>
    </message>
    <message>
        <source>Next page</source>
        <translation>下一页</translation>
    </message>
    <message>
        <source>Last page</source>
        <translation>末页</translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation>缩小</translation>
    </message>
    <message>
        <source>Zoom</source>
        <translation>缩放</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>&amp;Save as PDF…</source>
        <translation>另存为 PDF(&amp;S)…</translation>
    </message>
    <message>
        <source>&amp;Print…</source>
        <translation>打印(&amp;P)…</translation>
    </message>
    <message>
        <source>Writing the report…</source>
        <translation>正在生成报表…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>The report could not be written</source>
        <translation>无法生成报表</translation>
    </message>
</context>
<context>
    <name>ReportView</name>
    <message>
        <source>Customer list</source>
        <translation>客户清单</translation>
    </message>
    <message>
        <source>One line for each customer with place, owner, primary contact and what it has paid.</source>
        <translation>每个客户一行：所在地、业务员、主要联系人和已付款项。</translation>
    </message>
    <message>
        <source>Customer card</source>
        <translation>客户卡片</translation>
    </message>
    <message>
        <source>Everything about one customer, with its contacts and payments.</source>
        <translation>一个客户的全部资料，包括联系负责人和收款。</translation>
    </message>
    <message>
        <source>Contact list</source>
        <translation>联系人清单</translation>
    </message>
    <message>
        <source>The contacts of the customers with phone, e-mail and job title.</source>
        <translation>客户的联系负责人，包括电话、电子邮箱和职务。</translation>
    </message>
    <message>
        <source>Query result</source>
        <translation>查询结果</translation>
    </message>
    <message>
        <source>What a saved query finds. Other queries are printed on their page.</source>
        <translation>已存查询的结果。其他查询请在查询页打印。</translation>
    </message>
    <message>
        <source>Statistics</source>
        <translation>统计</translation>
    </message>
    <message>
        <source>Revenue of a period with chart, compared with the period before and a year ago.</source>
        <translation>某一期间的收入和图表，与上一期间和去年同期比较。</translation>
    </message>
    <message>
        <source>No query is saved yet. On the query page, search first, then save the query or print its result there.</source>
        <translation>还没有保存过查询。请先在查询页查询，再保存查询或直接打印结果。</translation>
    </message>
    <message>
        <source>Choose a customer: type a part of the number or name.</source>
        <translation>请选择客户：输入编号或名称的一部分。</translation>
    </message>
    <message>
        <source>Customer n&amp;umber or name</source>
        <translation>客户编号或名称(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Which query</source>
        <translation>选择查询(&amp;W)</translation>
    </message>
    <message>
        <source>&amp;Broken down by</source>
        <translation>统计方式(&amp;B)</translation>
    </message>
    <message>
        <source>Pre&amp;view…</source>
        <translation>预览(&amp;V)…</translation>
    </message>
</context>
<context>
    <name>SaveQueryDialog</name>
    <message>
        <source>&amp;Overwrite</source>
        <translation>覆盖(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>保存(&amp;S)</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>“{name}” exists and is overwritten.</source>
        <translation>“{name}”已存在，将被覆盖。</translation>
    </message>
    <message>
        <source>Save query</source>
        <translation>保存查询</translation>
    </message>
    <message>
        <source>&amp;Name of the query</source>
        <translation>查询名称(&amp;N)</translation>
    </message>
</context>
<context>
    <name>SavedQueries</name>
    <message>
        <source>Delete saved query</source>
        <translation>删除已存查询</translation>
    </message>
    <message>
        <source>Delete the saved query “{name}”?</source>
        <translation>要删除已存查询“{name}”吗？</translation>
    </message>
    <message>
        <source>No customer is touched.</source>
        <translation>客户资料不受影响。</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>删除(&amp;D)</translation>
    </message>
    <message>
        <source>(none saved yet)</source>
        <translation>（还没有保存）</translation>
    </message>
    <message>
        <source>&amp;Save this query…</source>
        <translation>保存当前查询(&amp;S)…</translation>
    </message>
</context>
<context>
    <name>StatisticsFigures</name>
    <message>
        <source>Payments</source>
        <translation>笔数</translation>
    </message>
    <message>
        <source>Revenue</source>
        <translation>收入</translation>
    </message>
    <message>
        <source>Period before</source>
        <translation>上一期间</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>环比</translation>
    </message>
    <message>
        <source>A year ago</source>
        <translation>去年同期</translation>
    </message>
    <message>
        <source>Change in a year</source>
        <translation>同比</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>合计</translation>
    </message>
    <message>
        <source>The {n} largest of {all}</source>
        <translation>共 {all} 项，显示最大的 {n} 项</translation>
    </message>
</context>
<context>
    <name>StatisticsView</name>
    <message>
        <source>Statistics</source>
        <translation>统计</translation>
    </message>
    <message>
        <source>Stopped. The figures are not up to date.</source>
        <translation>已停止，数字不是最新的。</translation>
    </message>
    <message>
        <source>A year ago is the period before.</source>
        <translation>去年同期就是上一期间。</translation>
    </message>
    <message>
        <source>Chart of revenue by {breakdown}</source>
        <translation>收入图表（按{breakdown}）</translation>
    </message>
    <message>
        <source>All payments</source>
        <translation>全部收款</translation>
    </message>
    <message>
        <source>&amp;Payments behind this figure…</source>
        <translation>查看这个数字的收款(&amp;P)…</translation>
    </message>
    <message>
        <source>&amp;Copy table</source>
        <translation>复制表格(&amp;C)</translation>
    </message>
    <message>
        <source>Copying statistics</source>
        <translation>正在复制统计</translation>
    </message>
    <message>
        <source>&amp;Broken down by</source>
        <translation>统计方式(&amp;B)</translation>
    </message>
    <message>
        <source>Revenue</source>
        <translation>收入</translation>
    </message>
    <message>
        <source>Payments</source>
        <translation>笔数</translation>
    </message>
    <message>
        <source>Peri&amp;od before</source>
        <translation>上一期间(&amp;O)</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Show bars</source>
        <translation>显示柱形图</translation>
    </message>
    <message>
        <source>&amp;Lines</source>
        <translation>折线图(&amp;L)</translation>
    </message>
    <message>
        <source>Show lines</source>
        <translation>显示折线图</translation>
    </message>
    <message>
        <source>E&amp;xport…</source>
        <translation>导出(&amp;X)…</translation>
    </message>
    <message>
        <source>Pr&amp;int…</source>
        <translation>打印(&amp;I)…</translation>
    </message>
    <message>
        <source>A &amp;year ago</source>
        <translation>去年同期(&amp;Y)</translation>
    </message>
    <message>
        <source>Adding up…</source>
        <translation>正在统计…</translation>
    </message>
    <message>
        <source>Nothing was paid</source>
        <translation>没有收款</translation>
    </message>
    <message>
        <source>B&amp;ars</source>
        <translation>柱形图(&amp;A)</translation>
    </message>
    <message>
        <source>There are no payments in this period, nor in those it is compared with.</source>
        <translation>这个期间和用来比较的期间都没有收款。</translation>
    </message>
    <message>
        <source>The figures could not be read</source>
        <translation>无法读取数字</translation>
    </message>
</context>
</TS>
