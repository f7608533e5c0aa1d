import { describe, expect, it } from 'vitest';
import { classFromText, classSymbol, readClassText } from './class-text.js';

describe('readClassText', () => {
  it('reads the columns of ST.8', () => {
    expect(readClassText('IPC', 'C07K  14/47        20060101AFI20050713BHEP        ')).toEqual({
      scheme: 'IPC',
      symbol: 'C07K 14/47',
      position: 'first',
      value: 'inventive',
      version: '2006-01-01',
    });
  });

  it.each([
    ['A61K   9/16        20060101A I20051008RMEP', null, 'inventive'],
    ['B60K  17/28        20130101 LA20210830BHEP', 'later', 'additional'],
    ['F25B 45/00 20060101AFI20200605BHEP', 'first', 'inventive'],
    ['A47C  23/00        20060101CLN20010517BHEP', 'later', 'additional'],
    ['H04W  84/    20            A I                    ', null, 'inventive'],
    ['A24B   15/18    (2006.01)', null, null],
  ])('reads position and value of %s', (text, position, value) => {
    expect(readClassText('CPC', text)).toMatchObject({ position, value });
  });

  it('reads the printed version indicator as the first of its month', () => {
    expect(readClassText('IPC', 'G09G    3/3208  (2016.01)')).toMatchObject({
      symbol: 'G09G 3/3208',
      version: '2016-01-01',
    });
  });

  it('reads editions up to the seventh, which begin with their number', () => {
    expect(readClassText('IPC', '7C 07C  29/44   A', 'first')).toMatchObject({
      symbol: 'C07C 29/44',
      position: 'first',
      version: '7',
    });
  });

  it('keeps text that is no symbol as the office wrote it, and nothing of blank text', () => {
    expect(readClassText('IPC', 'see text')).toMatchObject({ scheme: 'OTHER', symbol: 'see text' });
    expect(readClassText('IPC', '  ')).toBeNull();
    expect(classSymbol('CPC', 'F16D2500/10437').symbol).toBe('F16D 2500/10437');
  });
});

describe('classFromText', () => {
  it.each([
    ['H01M  10/052       20100101ALN20171122BHEP', { symbol: 'H01M 10/052', position: 'later', value: 'additional' }],
    ['A24B   15/18    (2006.01)', { symbol: 'A24B 15/18', version: '2006-01-01', position: null, value: null }],
    ['C12N001/20', { symbol: 'C12N 1/20', version: null }],
  ])('reads %s', (text, expected) => {
    expect(classFromText(text, 'IPC')).toMatchObject({ scheme: 'IPC', ...expected });
  });

  it('lets go first what the source states beside the text', () => {
    const text = 'H01M  10/052       20100101ALN20171122BHEP';
    expect(classFromText(text, 'CPC', { position: 'first' })).toMatchObject({ position: 'first', value: 'additional' });
  });

  it('gives null where the text is no symbol', () => {
    expect(classFromText('not a class', 'CPC')).toBeNull();
    expect(classFromText('A47C27/06D1', 'IPC')).toBeNull();
  });
});
