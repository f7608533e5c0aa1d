// Runs before the first paint, so that a chosen theme does not flash. The page's policy allows no inline script.
try {
  const theme = localStorage.getItem('simsa.theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch {
  // Without storage the system's theme is used.
}
