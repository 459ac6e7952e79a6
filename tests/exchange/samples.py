"""Small good files of every kind that the tests of this room read, bend and break."""

import io
import zipfile

FEED_HEADER = "id,title,description,availability,condition,price,link,image_link,brand"
FEED_ROW = "m1,Tazza,Gres,in stock,new,18.00 EUR,https://e.it/t,https://e.it/t.png,Aurora"

RSS = """<?xml version="1.0"?>
<rss version="2.0" xmlns:g="http://base.google.com/ns/1.0"><channel><title>Aurora</title>
<item><g:id>v1</g:id><title>Altro</title><g:title>Vaso</g:title><g:description>Alto</g:description>
<link>https://e.it/v</link><g:image_link>https://e.it/v.png</g:image_link>
<g:additional_image_link>https://e.it/w.png</g:additional_image_link>
<g:additional_image_link>https://e.it/x.png</g:additional_image_link>
<g:price>39.00 EUR</g:price><g:availability>preorder</g:availability>
<g:shipping><g:country>IT</g:country><g:price>4.90 EUR</g:price></g:shipping></item>
<item><g:id>v2</g:id><g:title>Rotto</g:title><g:price>molto</g:price></item>
</channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xmlns:g="http://base.google.com/ns/1.0">
<entry><g:id>t1</g:id><title>Tazza</title><summary>s</summary><link href="https://e.it/t"/>
<g:image_link>https://e.it/t.png</g:image_link><g:price>18 EUR</g:price>
<g:availability>in_stock</g:availability></entry></feed>"""


def tiny_workbook(rows: list[list[str]], cell_name: str | None = None) -> bytes:
    """The least XLSX that a spreadsheet program opens: inline texts on one sheet."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    cells = "".join(
        f'<row r="{r}">'
        + "".join(
            f'<c r="{cell_name or chr(65 + c) + str(r)}" t="inlineStr"><is><t>{text}</t></is></c>'
            for c, text in enumerate(row)
        )
        + "</row>"
        for r, row in enumerate(rows, 1)
    )
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{package}/content-types"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>',
        )
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" Type="{office}/officeDocument" '
            'Target="xl/workbook.xml"/></Relationships>',
        )
        archive.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>'
            '<sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>',
        )
        archive.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" Type="{office}/worksheet" '
            'Target="worksheets/sheet1.xml"/></Relationships>',
        )
        archive.writestr(
            "xl/worksheets/sheet1.xml", f'<worksheet xmlns="{main}"><sheetData>{cells}</sheetData></worksheet>'
        )
    return target.getvalue()
