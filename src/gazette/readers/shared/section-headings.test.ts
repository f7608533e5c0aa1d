import { describe, expect, it } from 'vitest';
import { sectionOfHeading } from './section-headings.js';

describe('sectionOfHeading', () => {
  it.each([
    ['TECHNICAL FIELD', 'technical-field'],
    ['1. Field of the Invention', 'technical-field'],
    ['[Background Art]', 'background'],
    ['2. Description of Related Art', 'background'],
    ['PROBLEMS TO BE SOLVED BY THE INVENTION', 'problem'],
    ['SOLUTIONS TO THE PROBLEMS', 'solution'],
    ['EFFECTS OF THE INVENTION', 'effects'],
    ['BRIEF DESCRIPTION OF THE DRAWINGS', 'drawings'],
    ['Brief description', 'summary'],
    ['BEST MODE FOR CARRYING OUT THE INVENTION', 'embodiments'],
    ['EXAMPLE 1: Production of tea', 'examples'],
    ['Kurze Beschreibung der Zeichnungen', 'drawings'],
    ['Descripción detallada', 'embodiments'],
    ['技术领域', 'technical-field'],
    ['发明所要解决的技术问题', 'problem'],
    ['＜実施例＞', 'examples'],
    ['符号の説明', 'reference-signs'],
  ])('%s opens %s', (heading, section) => {
    expect(sectionOfHeading(heading)).toBe(section);
  });

  it.each(['Model of the lid', 'Fieldwork', 'Exemplary pots', 'Results'])('%s opens none', (heading) => {
    expect(sectionOfHeading(heading)).toBeNull();
  });
});
