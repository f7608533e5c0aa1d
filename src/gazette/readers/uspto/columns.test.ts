import { describe, expect, it } from 'vitest';
import { resolveDotCodes } from './dot-codes.js';
import { figureCaptions, sheets } from './figures.js';
import { joinLines, personName, readFields } from './line-fields.js';
import { oldIpcText, usClassSymbol } from './us-class.js';

describe('classes in fixed columns', () => {
  it.each([
    ['709219', '709/219'],
    [' 15328', '15/328'],
    [' 153276', '15/327.6'],
    ['435  6', '435/6'],
    ['600300000', '600/300'],
    ['435252330', '435/252.33'],
    ['D 1121', 'D1/121'],
    ['D14480', 'D14/480'],
    ['PLT226', 'PLT/226'],
    ['375/376', '375/376'],
  ])('%j is US class %s', (columns, symbol) => {
    expect(usClassSymbol(columns)).toBe(symbol);
  });

  it.each([
    ['H03M 1300', 'H03M 13/00'],
    ['C12Q  168', 'C12Q 1/68'],
    ['G06F 1516', 'G06F 15/16'],
    ['A47L  514', 'A47L 5/14'],
    ['G06F 17/30', 'G06F 17/30'],
  ])('%j is IPC %s', (columns, symbol) => {
    expect(oldIpcText(columns)).toBe(symbol);
  });
});

describe('codes of the Green Book', () => {
  it.each([
    ['20.degree. C. to .alpha.-carotene', '20° C. to α-carotene'],
    ['.DELTA.T .+-. 5 .mu.m', 'ΔT ± 5 μm'],
    ['CH.sub.3 and H.sub.2 O', 'CH3 and H2 O'],
    ['10.sup.-3 to 10.sup.6', '10^-3 to 10^6'],
    ['##STR9## ##EQU10## ##SPC1##', '[CHEM 9] [MATH 10] [IMAGE SPC1]'],
    ['.Iadd.added.Iaddend. .[deleted.]', 'added [deleted]'],
    ['i.e. the U.S. Pat. of. no code', 'i.e. the U.S. Pat. of. no code'],
  ])('%j reads %j', (raw, text) => {
    expect(resolveDotCodes(raw)).toBe(text);
  });
});

describe('lines', () => {
  it('belong to the field above when indented', () => {
    expect(readFields('TTL  One\n      two\nPAR  x', 5)).toEqual([
      { code: 'TTL', lines: ['One', '      two'] },
      { code: 'PAR', lines: ['x'] },
    ]);
  });

  it('join at blanks, and behind a hyphen without one', () => {
    expect(joinLines(['near-', '   infrared', '   light 3-', '   4'])).toBe('near-infrared light 3- 4');
  });

  it('name people last name first', () => {
    expect(personName('Houtteman; Scott W.')).toBe('Scott W. Houtteman');
    expect(personName('Canon Kabushiki Kaisha')).toBe('Canon Kabushiki Kaisha');
  });
});

describe('drawings', () => {
  it('are the figures a paragraph explains, one or all', () => {
    expect(
      figureCaptions(['FIG. 1A is a view;', 'FIGS. 3 and 4 show steps.', 'no figure']).map(({ number }) => number),
    ).toEqual(['1A', '3']);
    expect(
      figureCaptions(['FIG. 1 is a top view; FIG. 2 is a side view; and, FIG. 3 the rest.']).map(
        ({ number }) => number,
      ),
    ).toEqual(['1', '2', '3']);
  });

  it('and the sheets by their files', () => {
    expect(sheets(['US08672134-20140318-D00001.TIF'])).toEqual([
      { number: 'D00001', caption: null, file: 'US08672134-20140318-D00001.TIF' },
    ]);
  });
});
