import { isOldFont, isWrittenIn } from './old-khmer.js';
import { refusal } from './said.js';
import { LONGEST_CELL } from './sheet.js';
import { attribute, decodeXml, feed } from './workbook.js';

/** A text of a workbook, and the font from before Unicode that a piece of it is written in. */
export interface BookText {
  text: string;
  oldFont?: string;
}

/** Gathers one text from its differently styled pieces, without phonetic ones. */
export class TextGatherer {
  private readonly pieces: string[] = [];
  private oldFont: string | undefined;
  private font: string | undefined;
  private phonetic = false;
  private inText = false;
  private piece = '';

  open(name: string, attributes: string): void {
    if (name === 'rPh') this.phonetic = true;
    else if (name === 'r') this.font = undefined;
    else if (name === 'rFont') this.font = attribute(attributes, 'val');
    else if (name === 't') [this.inText, this.piece] = [true, ''];
  }

  /** @throws DomainError IMPORT_CELL_TOO_LONG. */
  text(piece: string, place = 'xl/sharedStrings.xml'): void {
    if (this.inText && !this.phonetic) this.piece = longer(this.piece, piece, place);
  }

  close(name: string): void {
    if (name === 'rPh') this.phonetic = false;
    if (name !== 't' || !this.inText) return;
    this.inText = false;
    const text = plain(this.piece);
    if (this.font !== undefined && isOldFont(this.font) && isWrittenIn(text)) this.oldFont ??= this.font;
    this.pieces.push(text);
  }

  /** The text so far; the next one begins. */
  take(): BookText {
    const text: BookText = { text: this.pieces.join('') };
    if (this.oldFont !== undefined) text.oldFont = this.oldFont;
    this.pieces.length = 0;
    this.oldFont = this.font = undefined;
    this.phonetic = this.inText = false;
    return text;
  }
}

/** The texts that cells name by their place in this part, in order. */
export async function sharedTexts(path: string, pieces: AsyncIterable<string>): Promise<BookText[]> {
  const texts: BookText[] = [];
  const gatherer = new TextGatherer();
  await feed(path, pieces, {
    open: (name, attributes) => gatherer.open(name, attributes),
    text: (piece) => gatherer.text(piece),
    close(name) {
      gatherer.close(name);
      if (name === 'si') texts.push(gatherer.take());
    },
  });
  return texts;
}

/** A sign takes up to ten in XML, as `&#x10FFFF;`; what is longer still is refused before it fills the memory. */
const LONGEST_PIECE = 10 * LONGEST_CELL;

/** A text with one more piece. @throws DomainError IMPORT_CELL_TOO_LONG. */
export function longer(text: string, piece: string, cell: string): string {
  if (text.length + piece.length > LONGEST_PIECE) throw refusal('IMPORT_CELL_TOO_LONG', { cell, limit: LONGEST_CELL });
  return text + piece;
}

/** `_x0041_` is how a workbook writes characters that XML has not. */
export function plain(xml: string): string {
  return decodeXml(xml).replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}
