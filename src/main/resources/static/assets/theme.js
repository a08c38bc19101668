// Before the first paint: the person's own choice, else the system's.
(() => {
  const stored = localStorage.getItem('theme');
  const theme = stored || (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');
  document.documentElement.setAttribute('data-bs-theme', theme);
})();
