// A group's page: drawing its occurrences.

// The library is loaded on the first page that draws something.
let library;

function load(source) {
  library ??= new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = source;
    script.onload = resolve;
    script.onerror = reject;
    document.head.append(script);
  });
  return library;
}

async function draw(canvas) {
  await load(canvas.dataset.script);
  if (!canvas.isConnected) {
    return;
  }
  Chart.getChart(canvas)?.destroy();
  const style = getComputedStyle(document.body);
  const text = style.getPropertyValue('--tblr-secondary-color') || style.color;
  const line = style.getPropertyValue('--tblr-border-color');
  new Chart(canvas, {
    type: 'bar',
    data: {
      labels: JSON.parse(canvas.dataset.labels),
      datasets: [{
        data: JSON.parse(canvas.dataset.counts),
        backgroundColor: style.getPropertyValue('--tblr-primary'),
        borderRadius: 2,
        maxBarThickness: 28,
        minBarLength: 0,
      }],
    },
    options: {
      animation: false,
      maintainAspectRatio: false,
      plugins: { legend: { display: false }, tooltip: { displayColors: false } },
      scales: {
        x: { grid: { display: false }, border: { color: line }, ticks: { color: text, maxRotation: 0, autoSkipPadding: 12 } },
        y: { beginAtZero: true, border: { display: false }, grid: { color: line }, ticks: { color: text, precision: 0, maxTicksLimit: 5 } },
      },
    },
  });
}

function drawAll(part) {
  const within = part.matches?.('canvas[data-chart]') ? [part] : part.querySelectorAll('canvas[data-chart]');
  within.forEach(draw);
}

document.addEventListener('DOMContentLoaded', () => htmx.onLoad(drawAll));
document.addEventListener('htmx:beforeCleanupElement', (event) => {
  if (event.target.matches?.('canvas[data-chart]') && window.Chart) {
    Chart.getChart(event.target)?.destroy();
  }
});
new MutationObserver(() => drawAll(document))
  .observe(document.documentElement, { attributes: true, attributeFilter: ['data-bs-theme'] });
