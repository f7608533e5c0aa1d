import { describe, expect, it } from 'vitest';
import { stem } from './english-stem.js';

describe('stem', () => {
  it.each([
    ['battery', 'batteries'],
    ['electrode', 'electrodes'],
    ['device', 'devices'],
    ['coat', 'coats', 'coated', 'coating', 'coatings'],
    ['provide', 'provides', 'provided', 'providing'],
    ['comprise', 'comprises', 'comprised', 'comprising'],
    ['rotate', 'rotates', 'rotated', 'rotating'],
    ['heat', 'heats', 'heated', 'heating'],
    ['form', 'forms', 'formed', 'forming'],
    ['connect', 'connected', 'connecting'],
    ['combine', 'combined', 'combining'],
    ['contain', 'contained', 'containing'],
    ['determine', 'determined', 'determining'],
    ['receive', 'received', 'receiving'],
    ['transmit', 'transmits', 'transmitted', 'transmitting'],
    ['include', 'includes', 'included', 'including'],
    ['configure', 'configured', 'configuring'],
    ['measure', 'measured', 'measuring'],
    ['process', 'processes', 'processed', 'processing'],
    ['store', 'stored', 'storing'],
    ['move', 'moved', 'moving'],
    ['couple', 'coupled', 'coupling'],
    ['dispose', 'disposed', 'disposing'],
    ['apply', 'applies', 'applied', 'applying'],
    ['charge', 'charged', 'charging'],
    ['use', 'uses', 'used', 'using'],
    ['control', 'controlled', 'controlling'],
    ['base', 'based', 'bases'],
    ['require', 'required', 'requiring'],
    ['generate', 'generated', 'generating'],
    ['mix', 'mixed', 'mixing', 'mixes'],
    ['reduce', 'reduced', 'reducing'],
    ['arrange', 'arranged', 'arranging'],
    ['select', 'selected', 'selecting'],
    ['detect', 'detected', 'detecting'],
    ['position', 'positioned', 'positions'],
    ['install', 'installed', 'installing'],
    ['press', 'pressed', 'pressing'],
    ['cool', 'cooled', 'cooling'],
    ['weld', 'welded', 'welding'],
    ['matrix', 'matrices'],
    ['gas', 'gases'],
    ['lens', 'lenses'],
    ['axis', 'axes'],
    ['describe', 'describes', 'described', 'describing'],
    ['route', 'routed', 'routing'],
    ['recite', 'recited', 'reciting'],
    ['species'],
    ['series'],
  ])('brings %s and its forms together', (...forms) => {
    expect(new Set(forms.map(stem))).toEqual(new Set([forms[0]]));
  });

  it.each([
    ['apparatus'],
    ['basis'],
    ['glass'],
    ['string'],
    ['bearing'],
    ['speed'],
    ['need'],
    ['during'],
    ['red'],
    ['ring'],
    ['means'],
  ])('leaves %s as it is', (word) => {
    expect(stem(word)).toBe(word);
  });
});
