import { execFileSync } from 'node:child_process';

/** The number of a user who may read this code but owns nothing here; undefined where rights cannot be tried. */
export function plainUser(): number | undefined {
  if (process.platform === 'win32') return undefined;
  if (process.getuid?.() !== 0) return process.getuid?.();
  const nobody = 65_534;
  try {
    execFileSync(process.execPath, ['-e', `require('fs').readFileSync(${JSON.stringify(import.meta.filename)})`], {
      uid: nobody,
      stdio: 'ignore',
    });
    return nobody;
  } catch {
    return undefined;
  }
}
