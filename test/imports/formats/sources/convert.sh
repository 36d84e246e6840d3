#!/bin/sh
# Writes ../written-by-libreoffice anew from the files here. Needs LibreOffice (Debian: libreoffice-calc, libreoffice-writer).
set -eu
cd "$(dirname "$0")"
out=../written-by-libreoffice
to() { soffice --headless --convert-to "$1" --outdir "$out" $2 >/dev/null; }
csv='csv:Text - txt - csv (StarCalc)'

to 'xlsx:Calc MS Excel 2007 XML' "$(ls ./*.fods)"
to 'docx:MS Word 2007 XML' "$(ls ./*.fodt)"
# Separator (44 comma, 59 semicolon, 9 tab), quotation mark, encoding (76 UTF-8, 65535 UTF-16, 1 Windows-1252, 2 Mac Roman).
to "$csv:44,34,76,1" list.fods && mv "$out/list.csv" "$out/list-utf8.csv"
to "$csv:9,34,65535,1" list.fods && mv "$out/list.csv" "$out/list-utf16.tsv"
to "$csv:59,34,1,1" western.fods && mv "$out/western.csv" "$out/western-windows-1252.csv"
to "$csv:44,34,2,1" western.fods && mv "$out/western.csv" "$out/western-mac-roman.csv"
to "$csv:59,34,1,1" old-text.fods && mv "$out/old-text.csv" "$out/old-text-windows-1252.csv"
