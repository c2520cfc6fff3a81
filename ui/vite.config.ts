// The build that tools/build_ui.sh runs; its output is embedded into the program. No inline script, no inline style: the CSP forbids both.
import { defineConfig } from 'vite'
import vue from '@vitejs/plugin-vue'

export default defineConfig({
  plugins: [vue()],
  build: { target: 'es2020', assetsInlineLimit: 0, modulePreload: { polyfill: false }, cssCodeSplit: false },
  server: { proxy: { '/api': 'http://127.0.0.1:8420' } },
})
