import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const fonts = dirname(createRequire(import.meta.url).resolve('pretendard/package.json'));

/** Puts the licence of the bundled fonts beside them, as the licence asks. */
function fontLicence(): Plugin {
  return {
    name: 'font-licence',
    generateBundle() {
      const source = readFileSync(join(fonts, 'dist', 'LICENSE.txt'));
      this.emitFile({ type: 'asset', fileName: 'assets/Pretendard-LICENSE.txt', source });
    },
  };
}

export default defineConfig({
  root: fileURLToPath(new URL('src/web', import.meta.url)),
  plugins: [react(), fontLicence()],
  build: {
    outDir: fileURLToPath(new URL('dist/web', import.meta.url)),
    emptyOutDir: true,
    // The page's policy allows fonts from files only.
    assetsInlineLimit: 0,
  },
  server: {
    proxy: {
      '/api': { target: 'http://127.0.0.1:4170', headers: { origin: 'http://127.0.0.1:4170' }, changeOrigin: true },
    },
  },
});
