/**
 * Places as sines and cosines of falling frequency (Vaswani et al. 2017), as start values of a table that is learned.
 * @param amplitude of each number.
 * @returns [positions, width]
 */
export function sinePositions(positions: number, width: number, amplitude: number): Float32Array {
  const table = new Float32Array(positions * width);
  for (let position = 0; position < positions; position++)
    for (let at = 0; at < width; at++) {
      const angle = position / 10_000 ** ((2 * (at >> 1)) / width);
      table[position * width + at] = amplitude * (at % 2 === 0 ? Math.sin(angle) : Math.cos(angle));
    }
  return table;
}
