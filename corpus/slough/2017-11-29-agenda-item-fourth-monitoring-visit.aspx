<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml" lang="en">
<head>
<meta http-equiv="Content-Type" content="text/html; charset=utf-8" />
<title>Agenda item - Fourth Ofsted Monitoring Visit (September 2017) | Slough Borough Council</title>
<link rel="canonical" href="https://democracy.slough.example/mgAi.aspx?ID=354721" />
<link rel="stylesheet" type="text/css" href="/SiteSpecific/ssMgStyles.css" />
</head>
<body>
<table width="100%" border="0" cellpadding="0" cellspacing="0"><tr><td class="banner" colspan="2"><a href="/">Slough Borough Council</a> | A to Z | Text size: A A A</td></tr>
<tr><td class="leftnav" valign="top"><p><b>Council and Democracy</b></p><p><a href="mgHome.aspx">Home</a><br /><a href="ieDocHome.aspx">Browse meetings</a><br /><a href="mgWhatsNew.aspx">What's new</a><br /><a href="ieDocSearch.aspx">Search documents</a></p><p><small>Sample document written for Minutebook: its wording, figures and findings are invented and are no record of any council or inspectorate. Inspection dates and grades are public facts.</small></p></td><td class="main" valign="top">
<div id="modgov">
<div class="mgHeader" ><h1  class="mgMainTitleTxt" >Agenda item</h1></div>
<div class="mgSubTitle" >
<h2  class="mgSubTitleTxt">Fourth Ofsted Monitoring Visit (September 2017)</h2>
</div>
<div class="mgLinks" >
<ul  class="mgActionList" >
<li><a  href="ieListDocuments.aspx?CId=568&amp;MId=5813&amp;Ver=4#AI354721"  title="Link&#32;to&#32;meeting" >Meeting of Education and Children&#39;s Services Scrutiny Panel, Wednesday, 29th November, 2017 6.30 pm (Item 4.)</a></li>
</ul>
</div>
<div class="mgContent" >
<h3  class="mgSubSubTitleTxt" >Minutes:</h3>
<div  class="mgWordPara" ><p>The Trust's Director of Operations reported on the fourth monitoring visit, made in September 2017. It had been about the Public Law Outline: what is done for a child when help at home is not working and the council must think of going to court.</p>
<p>Since the service was judged inadequate, the Public Law Outline had come to be used for more families, and earlier. Inspectors had found no child left unsafe by the way it was used. They had found that managers' reasons could not be followed from the record, and that the period before proceedings went on too long for some children.</p>
<p>The Panel asked what had been done. It was told that:</p>
<ul>
<li>a single tracker now showed the date of each letter, each meeting and each decision, and was read by the head of service every Friday;</li>
<li>cases were reviewed at six weeks and closed, or taken to court, at sixteen unless a director agreed otherwise;</li>
<li>letters before proceedings had been rewritten with parents who had received one.</li>
</ul>
<p>A member asked about missing episodes. One child's had not been recorded in enough detail. The officer concerned had known the child well, and had written down little.</p>
<p>Members asked whether there were enough lawyers. The joint legal team had two vacancies and used a locum. The cost was about £9,000 a month.</p>
<p>The Panel's view was that the direction was right, and that the service must now show consistency, for which the improvement board's measures would be used.</p>
<p><b>Resolved</b> -</p>
<p>(a)&nbsp;&nbsp;That the findings of the fourth monitoring visit be noted.</p>
<p>(b)&nbsp;&nbsp;That figures from the Public Law Outline tracker be reported to the Panel in March 2018.</p>
<p>(c)&nbsp;&nbsp;That the Panel's concern about legal vacancies be passed to the Lead Member.</p></div>
<p  class="mgLabel" >Supporting documents:</p>
<ul  class="mgBulletList" >
<li><a  href="documents/s3547211/Monitoring%20visit%20report.pdf" >Monitoring visit report <span  class="mgFileSize" ><img height="12" src="mgimages/logo-pdf-1.gif" width="12" alt="pdf icon" /> PDF 241 KB</span></a>&nbsp;</li>
<li><a  href="documents/s3547212/Public%20Law%20Outline:%20guidance%20for%20members.pdf" >Public Law Outline: guidance for members <span  class="mgFileSize" ><img height="12" src="mgimages/logo-pdf-1.gif" width="12" alt="pdf icon" /> PDF 402 KB</span></a>&nbsp;</li>
</ul>
</div>
<div class="mgFooter" >
<p>&nbsp;</p>
</div>
</div>
</td></tr><tr><td colspan="2" class="footer">Sample document written for Minutebook: its wording, figures and findings are invented and are no record of any council or inspectorate. Inspection dates and grades are public facts.<br />&copy; Slough Borough Council | Disclaimer | Freedom of information</td></tr></table>
</body>
</html>
