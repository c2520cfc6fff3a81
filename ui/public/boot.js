// Before the first paint: the theme, the language and the density that were chosen, so that nothing flashes. A file of its own because of the CSP.
(function () {
  var h = document.documentElement, p = new URLSearchParams(location.search), s = {}
  try { s = JSON.parse(localStorage.getItem('cedu') || '{}') || {} } catch (e) { s = {} }
  var theme = p.get('theme') || s.theme || (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light')
  h.dataset.theme = theme === 'dark' ? 'dark' : 'light'
  if ((p.get('density') || s.density) === 'compact') h.dataset.density = 'compact'
  h.lang = (p.get('lang') || s.lang) === 'en' ? 'en' : 'zh-Hans'
})()
