import { pack } from '../../libs/imports/src/archive.js';

/** Makes the smallest files that Word and Excel would open, so that each test shows what is in its file. */

const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships';
const SHEET = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const WORD = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';

export interface Paragraph {
  text: string;
  /** The list that it is numbered in, and on which level. */
  list?: number;
  level?: number;
  style?: string;
  font?: string;
}

/** A list of a Word document: its design, and whether it starts again at 1. */
export interface WordList {
  id: number;
  design: number;
  restarts?: boolean;
}

/** A .docx of these paragraphs; designs 1 to 8 number, design 9 has bullets. */
export function wordDocument(paragraphs: (Paragraph | string)[], lists: WordList[] = [], tables = 0): Buffer {
  const body = paragraphs.map((each) => paragraphXml(typeof each === 'string' ? { text: each } : each)).join('');
  const table = `<w:tbl><w:tr><w:tc>${paragraphXml({ text: 'In a table' })}</w:tc></w:tr></w:tbl>`;
  return zip({
    'word/document.xml': `<w:document xmlns:w="${WORD}"><w:body>${body}${table.repeat(tables)}</w:body></w:document>`,
    'word/numbering.xml': `<w:numbering xmlns:w="${WORD}">${[...new Set(lists.map((list) => list.design))].map(designXml).join('')}${lists
      .map(listXml)
      .join('')}</w:numbering>`,
    'word/styles.xml': `<w:styles xmlns:w="${WORD}"><w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/></w:style></w:styles>`,
    'word/_rels/document.xml.rels': relationships({ numbering: 'numbering.xml', styles: 'styles.xml' }),
    '_rels/.rels': relationships({ officeDocument: 'word/document.xml' }),
    '[Content_Types].xml':
      '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>',
  });
}

function paragraphXml({ text, list, level = 0, style, font }: Paragraph): string {
  const numbering = list === undefined ? '' : `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${list}"/></w:numPr>`;
  const properties = `<w:pPr>${style ? `<w:pStyle w:val="${style}"/>` : ''}${numbering}</w:pPr>`;
  const run = font ? `<w:rPr><w:rFonts w:ascii="${font}"/></w:rPr>` : '';
  const lines = text.split('\n').map((line) => `<w:t xml:space="preserve">${escape(line)}</w:t>`);
  return `<w:p>${properties}<w:r>${run}${lines.join('<w:br/>')}</w:r></w:p>`;
}

function designXml(design: number): string {
  const format = design === 9 ? 'bullet' : 'decimal';
  const levels = [0, 1].map(
    (level) => `<w:lvl w:ilvl="${level}"><w:start w:val="1"/><w:numFmt w:val="${format}"/></w:lvl>`,
  );
  return `<w:abstractNum w:abstractNumId="${design}">${levels.join('')}</w:abstractNum>`;
}

function listXml({ id, design, restarts }: WordList): string {
  const override = restarts ? '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>' : '';
  return `<w:num w:numId="${id}"><w:abstractNumId w:val="${design}"/>${override}</w:num>`;
}

export interface WorkbookParts {
  sheets: { name: string; xml: string; hidden?: boolean }[];
  styles?: string;
  strings?: string[];
}

/** An .xlsx of these sheets, each given as what stands inside its `<worksheet>`. */
export function workbook({ sheets, styles = '', strings = [] }: WorkbookParts): Buffer {
  const files: Record<string, string> = {
    '[Content_Types].xml': `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>`,
    'xl/workbook.xml': `<workbook xmlns="${SHEET}" xmlns:r="${OFFICE}"><sheets>${sheets
      .map(
        ({ name, hidden }, at) =>
          `<sheet name="${escape(name)}" sheetId="${at + 1}"${hidden ? ' state="hidden"' : ''} r:id="rId${at + 1}"/>`,
      )
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${PACKAGE}">${sheets
      .map(
        (_, at) =>
          `<Relationship Id="rId${at + 1}" Type="${OFFICE}/worksheet" Target="worksheets/sheet${at + 1}.xml"/>`,
      )
      .join('')}</Relationships>`,
    'xl/styles.xml': `<styleSheet xmlns="${SHEET}">${styles}</styleSheet>`,
    'xl/sharedStrings.xml': `<sst xmlns="${SHEET}">${strings.map((text) => `<si><t xml:space="preserve">${escape(text)}</t></si>`).join('')}</sst>`,
  };
  for (const [at, sheet] of sheets.entries()) {
    files[`xl/worksheets/sheet${at + 1}.xml`] = `<worksheet xmlns="${SHEET}">${sheet.xml}</worksheet>`;
  }
  return zip(files);
}

/** A cell with a text in it. */
export function cell(address: string, text: string): string {
  return `<c r="${address}" t="inlineStr"><is><t xml:space="preserve">${escape(text)}</t></is></c>`;
}

/** A zip of these files, not compressed. */
export function zip(files: Record<string, string>): Buffer {
  return pack(new Map(Object.entries(files).map(([path, text]) => [path, Buffer.from(text)])));
}

function relationships(targets: Record<string, string>): string {
  const each = Object.entries(targets).map(
    ([kind, target], at) => `<Relationship Id="r${at}" Type="${OFFICE}/${kind}" Target="${target}"/>`,
  );
  return `<Relationships xmlns="${PACKAGE}">${each.join('')}</Relationships>`;
}

function escape(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}
