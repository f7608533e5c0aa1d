/** Whether a parameter is drawn towards zero: biases and normalisations are not (Devlin et al. 2019). */
export function decays(name: string): boolean {
  return name.endsWith('.weight') && !/norm/i.test(name);
}
