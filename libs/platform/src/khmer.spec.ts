import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { foldKhmer, plainDigits } from './khmer.js';

const khmer = fc.string({
  unit: fc.oneof(
    { weight: 6, arbitrary: fc.integer({ min: 0x1780, max: 0x17ff }).map((code) => String.fromCharCode(code)) },
    {
      weight: 2,
      arbitrary: fc.constantFrom('\u17D2', '\u17D2\u179A', '\u17D2\u178A', '\u200B', '\u200D', '\uFEFF', ' ', '\u17DD'),
    },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }) },
  ),
});

/** Words of the glossary, of institutions, of places and of months, spelled as in dictionaries. */
const ordinary =
  'ក្រុង ស្រុក ត្រូវ គ្រួសារ ស្រុះស្រួល ខ្មែរ ភ្នំពេញ អនុសាសន៍ ការឆ្លើយតប ទទួលយក កត់សម្គាល់ ការដាក់បញ្ចូល សមាហរណកម្ម អនុម័ត សេចក្តីព្រាងច្បាប់ ' +
  'លេខាធិការដ្ឋាន ក្រសួងមហាផ្ទៃ ក្រសួងផែនការ ក្រសួងសេដ្ឋកិច្ច ហិរញ្ញវត្ថុ ព្រឹទ្ធសភា រដ្ឋសភា គណៈរដ្ឋមន្ត្រី ទីស្តីការ រដ្ឋបាល សង្កាត់ ឃុំ ' +
  'បន្ទាយមានជ័យ បាត់ដំបង កំពង់ឆ្នាំង កំពង់ស្ពឺ មណ្ឌលគិរី ព្រះវិហារ ពោធិ៍សាត់ ព្រះសីហនុ ស្ទឹងត្រែង ស្វាយរៀង តាកែវ ប៉ៃលិន ត្បូងឃ្មុំ ' +
  'មករា កុម្ភៈ មីនា មេសា ឧសភា មិថុនា កក្កដា សីហា កញ្ញា តុលា វិច្ឆិកា ធ្នូ ស៊ើបអង្កេត ម្ស៉ៅ ញ៉ាំ';

describe('folding of Khmer', () => {
  it('makes the three spellings of strategy one', () => {
    expect(new Set(['យុទ្ធសាស្ត្រ', 'យុទ្ធសាស្ដ្រ', 'យុទ្ធសាស្រ្ត'].map(foldKhmer)).size).toBe(1);
  });

  it('makes the three spellings of woman one, and the two of Kandal', () => {
    expect(new Set(['ស្ត្រី', 'ស្រ្តី', 'ស្រី្ត'].map(foldKhmer))).toEqual(new Set(['ស្ត្រី']));
    expect(foldKhmer('កណ្ដាល')).toBe(foldKhmer('កណ្តាល'));
  });

  it('joins a vowel typed in two halves, and finds order in vowels and signs', () => {
    expect(foldKhmer('ចេា')).toBe(foldKhmer('ចោ'));
    expect(foldKhmer('ធ្វេី')).toBe(foldKhmer('ធ្វើ'));
    expect(foldKhmer('ឃំុ')).toBe(foldKhmer('ឃុំ'));
    expect(foldKhmer('ប៊្រុយណេ')).toBe(foldKhmer('ប្រ៊ុយណេ'));
  });

  it('leaves ordinary words as they are', () => {
    const changed = ordinary.split(' ').filter((word) => foldKhmer(word) !== word);
    expect(changed).toEqual([]);
  });

  it('keeps different words different', () => {
    const words = ordinary.split(' ');
    expect(new Set(words.map(foldKhmer)).size).toBe(words.length);
  });

  it('drops what cannot be seen, and evens out spaces, case and digits', () => {
    expect(foldKhmer('\uFEFFផែនការ\u200Bយុទ្ធសាស្ត្រ')).toBe('ផែនការយុទ្ធសាស្ត្រ');
    expect(foldKhmer('  NP-II \u00A0\n ឆ្នាំ២០២១ ')).toBe('np-ii ឆ្នាំ2021');
    expect(plainDigits('ថ្ងៃទី0៣')).toBe('ថ្ងៃទី03');
  });

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(khmer, (text) => foldKhmer(foldKhmer(text)) === foldKhmer(text)),
      { numRuns: 5000 },
    );
  });

  it('does not mind where zero-width spaces were typed', () => {
    fc.assert(
      fc.property(fc.constantFrom(...ordinary.split(' ')), fc.nat(), (word, at) => {
        const cut = at % (word.length + 1);
        return foldKhmer(`${word.slice(0, cut)}\u200B${word.slice(cut)}`) === foldKhmer(word);
      }),
    );
  });
});
