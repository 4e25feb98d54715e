"""Write the bundled samples that are not plain text: `python -m tests.corpus.make_samples FOLDER`.

Holds the words of those samples and one function per format. It was run once into `sources/samples`; run it
again only to change a sample. Needs python-docx, openpyxl, reportlab and a font that has Kazakh letters.
"""

from __future__ import annotations

import sys
import zipfile
from email.message import EmailMessage
from pathlib import Path

LETTER = (
    "Управление здравоохранения Карагандинской области",
    "19 февраля 2024 года",
    "Об оснащении районных больниц",
    "За 2023 год лечебные учреждения Карагандинской области получили 186 единиц медицинского оборудования "
    "на сумму 3,4 млрд тенге, в том числе 2 компьютерных томографа и 11 аппаратов УЗИ. Скорой помощи "
    "передано 27 машин.",
    "На конец 2022 года в области работали 5 707 врачей, действовала 61 больница. Сейчас врачебных "
    "вакансий 312.",
    "В 2024 году на ремонт четырёх больниц из областного бюджета выделено 2,1 млрд тенге.",
)
LETTER_TABLE = (
    ("Больница", "Коек", "Пролечено за 2023 год, человек"),
    ("Темиртауская", "320", "9 812"),
    ("Балхашская", "240", "7 406"),
    ("Каркаралинская", "95", "2 318"),
)
BOOK = (
    ("Здравоохранение Северо-Казахстанской области", None, None, None),
    ("Показатель", "Единица", "2022 год", "2023 год"),
    ("Врачи на конец года", "человек", 1708, 1721),
    ("Больницы на конец года", "единиц", 24, 24),
    ("Пролечено в стационарах", "человек", 61840, 63115),
    ("Вызовы скорой помощи", "тыс.", 176.2, 181.9),
    ("Приобретено санитарного автотранспорта", "единиц", 18, 25),
    ("Износ зданий", "%", 57.4, 55.9),
)
TABLE = (
    "Алматы облысы: аудандар бойынша көрсеткіштер, 2023 жыл;;;",
    "Аудан;Дәрігерлер, адам;Емделген науқастар, адам;Жаңа медициналық нысандар",
    "Талғар;402;11 930;3",
    "Еңбекшіқазақ;518;15 204;4",
    "Іле;371;9 876;2",
    "Жамбыл;196;6 145;1",
)
NOTE = (
    "Ұлытау облысы денсаулық сақтау басқармасының анықтамасы",
    "2024 жылғы 12 наурыз",
    "2022 жылдың соңында Ұлытау облысында 578 дәрігер жұмыс істеді, 11 аурухана болды.",
    "2023 жылы стационарларда 21 460 науқас емделді, 7 212 ота жасалды.",
    "Облысқа 34 маман келді, оның 12-сі – дәрігер. Қазір 79 дәрігер жетіспейді.",
    "2024 жылы 6 медициналық нысан салу жоспарланған, құны – 2,8 млрд теңге.",
)
MAIL = """Добрый день!

Направляем данные по городу Шымкенту за 2023 год.

На конец 2022 года в городе трудились 5 224 врача, было 88 больниц. За 2023 год в стационарах пролечено
139 750 человек, выполнено 2 018 высокотехнологичных услуг. Открыты две поликлиники общей мощностью 800
посещений в смену.
Из местного бюджета на оборудование направлено 1,6 млрд тенге. Врачебный дефицит – 94 человека.

С уважением, управление здравоохранения
"""
ARCHIVE = {
    "abai_semey.txt": """Абай облысы денсаулық сақтау басқармасы
15.01.2024

2023 жылы Абай облысында 81 346 науқас стационарда ем алды, 24 190 ота жасалды. 2022 жылдың соңында
өңірде 2 702 дәрігер, 30 аурухана тіркелген. Ауылға 38 жас маман келді. Биыл 9 нысанды
пайдалануға беру жоспарланып отыр.
""",
    "zko_uralsk.txt": """Западно-Казахстанская область: итоги 2023 года
22 января 2024 года

В больницах ЗКО за 2023 год пролечено 87 214 человек. На конец 2022 года в регионе было 2 240 врачей
и 30 больниц.
Освоено 98,4% бюджета. Введены в эксплуатацию семь ФАПов и три врачебные амбулатории.
""",
}
FONT = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"
DATE_IN_ZIP = (2024, 1, 31, 9, 0, 0)


def write_docx(path: Path) -> None:
    """A letter with a table."""
    import docx

    document = docx.Document()
    document.add_heading(LETTER[2], level=1)
    for paragraph in (*LETTER[:2], *LETTER[3:]):
        document.add_paragraph(paragraph)
    table = document.add_table(rows=0, cols=len(LETTER_TABLE[0]))
    for row in LETTER_TABLE:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    document.save(str(path))


def write_xlsx(path: Path) -> None:
    """A sheet with units in a column of their own."""
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Показатели"
    for row in BOOK:
        sheet.append(row)
    book.save(path)


def write_pdf(path: Path) -> None:
    """A note of one page with a text layer."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(TTFont("Body", FONT))
    canvas = Canvas(str(path), pagesize=(595, 842), invariant=True)
    canvas.setTitle(NOTE[0])
    for number, line in enumerate(NOTE):
        canvas.setFont("Body", 13 if number == 0 else 10)
        canvas.drawString(57, 770 - 26 * number, line)
    canvas.save()


def write_csv(path: Path) -> None:
    """A table by districts, parted by semicolons."""
    path.write_text("\n".join(TABLE) + "\n", encoding="utf-8")


def write_eml(path: Path) -> None:
    """A message with the figures in its body."""
    message = EmailMessage()
    message["Subject"] = "Шымкент: данные за 2023 год"
    message["From"] = "statistika@example.kz"
    message["To"] = "svod@example.kz"
    message["Date"] = "Wed, 07 Feb 2024 10:12:00 +0500"
    message["Message-ID"] = "<shymkent-2023@example.kz>"
    message.set_content(MAIL)
    path.write_bytes(message.as_bytes())


def write_zip(path: Path) -> None:
    """Two reports of two regions in one archive."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in ARCHIVE.items():
            archive.writestr(zipfile.ZipInfo(name, DATE_IN_ZIP), text)


WRITERS = {
    "KZ-35/karaganda_pismo.docx": write_docx,
    "KZ-59/sko_pokazateli.xlsx": write_xlsx,
    "KZ-62/ulytau_anyqtama.pdf": write_pdf,
    "KZ-19/almaty_oblysy_audandar.csv": write_csv,
    "shymkent_pismo.eml": write_eml,
    "abai_zko.zip": write_zip,
}


def main() -> None:
    """Write every sample below the folder named on the command line."""
    if len(sys.argv) != 2:
        raise SystemExit("usage: python -m tests.corpus.make_samples FOLDER")
    for name, write in WRITERS.items():
        path = Path(sys.argv[1]) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        write(path)
        print(f"{path.stat().st_size:8} {name}")


if __name__ == "__main__":
    main()
