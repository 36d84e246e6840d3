import { describe, expect, it } from '@jest/globals';
import { QueryFailedError } from 'typeorm';
import { FrameworkLog, createLog } from './log.js';

const written = (error: unknown): string => {
  let text = '';
  createLog('error', 'test', { write: (line: string) => void (text += line) }).error({ err: error }, 'it failed');
  return text;
};

describe('the log', () => {
  it('says where a statement failed, and none of its values', () => {
    const refused = Object.assign(new Error('invalid input syntax for type date: "A secret title"'), {
      code: '22007',
      severity: 'ERROR',
      table: 'recommendation_texts',
      constraint: 'one_title',
      detail: 'Key (title)=(A secret title) already exists.',
    });
    for (const error of [refused, new QueryFailedError('INSERT …', ['A secret title'], refused)]) {
      const text = written(error);
      expect(text).not.toContain('secret');
      expect(JSON.parse(text)).toMatchObject({
        msg: 'it failed',
        err: {
          type: error.name,
          code: '22007',
          table: 'recommendation_texts',
          constraint: 'one_title',
          stack: expect.stringContaining('log.spec'),
        },
      });
    }
  });

  it('repeats no words of an error that the framework hands on, nor those at the head of its stack', () => {
    let text = '';
    const log = new FrameworkLog(createLog('error', 'test', { write: (line: string) => void (text += line) }));
    const refused = Object.assign(new Error('invalid input: "A secret title"'), { severity: 'ERROR', code: '22P02' });
    log.error(new QueryFailedError('SELECT …', [], refused));
    log.error('it failed', new QueryFailedError('SELECT …', [], refused).stack);
    expect(text).toContain('22P02');
    expect(text).not.toContain('secret');
  });

  it('keeps the words of other errors, and their causes', () => {
    const text = written(
      new Error('no port is free', { cause: Object.assign(new Error('taken'), { code: 'EADDRINUSE' }) }),
    );
    expect(JSON.parse(text)).toMatchObject({
      err: { type: 'Error', message: 'no port is free', cause: { code: 'EADDRINUSE', message: 'taken' } },
    });
  });
});
