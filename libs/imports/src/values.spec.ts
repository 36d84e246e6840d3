import { describe, expect, it } from '@jest/globals';
import { readAnswer, readCodes, readDegree, readInteger } from './values.js';
import type { Read } from './said.js';

function told<T>(result: Read<T>): T | string {
  return 'ok' in result ? result.ok : result.problem.code;
}

describe('a whole number in a cell', () => {
  it.each([
    ['1283', 1283],
    ['1,283', 1283],
    ['1 283', 1283],
    ['1.234.567', 1234567],
    ['១២៨៣', 1283],
    ['១.២៨៣', 1283],
    ['0៣', 3],
    ['12.0', 12],
    ['-4', -4],
  ])('%s is %d', (text, expected) => expect(told(readInteger(text))).toBe(expected));

  it.each(['', '1.5', '1.234', '12 people', '1,28', '១,៥', '99999999999999999999'])('%s is refused', (text) => {
    expect(told(readInteger(text))).toMatch(/^IMPORT_/);
  });

  it('keeps within bounds', () => expect(told(readInteger('2', { min: 5 }))).toBe('IMPORT_INTEGER_OUT_OF_BOUNDS'));
});

describe('codes in a cell', () => {
  it('are apart at semicolon, comma or line break, each once', () => {
    expect(told(readCodes('MoI; MEF,\nMoP ; moi'))).toEqual(['MoI', 'MEF', 'MoP']);
    expect(told(readCodes('• ក្រសួងផែនការ\n• ក្រសួងមហាផ្ទៃ'))).toEqual(['ក្រសួងផែនការ', 'ក្រសួងមហាផ្ទៃ']);
    expect(told(readCodes(' '))).toEqual([]);
  });

  it('keep a comma inside a known name', () => {
    const known = (name: string) => name === 'Ministry of Agriculture, Forestry and Fisheries' || name === 'MoE';
    expect(told(readCodes('Ministry of Agriculture, Forestry and Fisheries, MoE, Health', known))).toEqual([
      'Ministry of Agriculture, Forestry and Fisheries',
      'MoE',
      'Health',
    ]);
  });

  it('take no time for a cell full of commas', () => {
    expect((told(readCodes(','.repeat(30_000), () => false)) as string[]).length).toBe(0);
  });
});

describe('an answer in a cell', () => {
  it.each([
    ['Supported', 'accepted'],
    ['ACCEPTED.', 'accepted'],
    ['ទទួលយក', 'accepted'],
    ['ទទួល\u200Bយក', 'accepted'],
    ['Partially accepted', 'partlyAccepted'],
    ['partly_accepted', 'partlyAccepted'],
    ['partlyAccepted', 'partlyAccepted'],
    ['Noted', 'noted'],
    ['កត់សម្គាល់', 'noted'],
    ['បានកត់សម្គាល់', 'noted'],
    ['ត្រូវបានទទួលយក', 'accepted'],
    ['Not accepted', 'notAccepted'],
    ['Rejected', 'notAccepted'],
    ['Under review', 'underConsideration'],
    ['Clarification requested', 'moreInformationAsked'],
    ['Referred to the Ministry of Planning', 'referredElsewhere'],
    ['Received', 'acknowledged'],
    ['No response yet', 'noAnswer'],
    ['-', 'noAnswer'],
    ['', 'noAnswer'],
  ])('%s is %s', (text, expected) => expect(told(readAnswer(text))).toBe(expected));

  it.each(['accepted in principle', 'not yet', 'pending', 'yes'])('%s is left to a person', (text) => {
    expect(told(readAnswer(text))).toBe('IMPORT_ANSWER_NOT_READ');
  });
});

describe('a degree in a cell', () => {
  it('is one of four', () => {
    expect(
      ['Verbatim', 'in substance', 'diluted', 'IN_SUBSTANCE', 'mostly'].map((text) => told(readDegree(text))),
    ).toEqual(['verbatim', 'inSubstance', 'weakened', 'inSubstance', 'IMPORT_DEGREE_NOT_READ']);
  });
});
