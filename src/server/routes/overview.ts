import type { OpenAPIHono } from '@hono/zod-openapi';
import { html } from 'hono/html';

/** What the OpenAPI document says about itself. */
export const API_DESCRIPTION = {
  openapi: '3.1.0',
  info: {
    title: 'Simsa',
    version: '0.1.0',
    description:
      'Search, cited answers, classification and examination of patent publications. Offsets of spans count UTF-16 units of the original text of one paragraph or claim.',
  },
};

/** `/openapi.json`, and `/api`: the same as a plain page. */
export function addOverview(app: OpenAPIHono): void {
  const document = () => app.getOpenAPI31Document(API_DESCRIPTION);
  app.get('/openapi.json', (c) => c.json(document()));
  app.get('/api', (c) => {
    const rows = Object.entries(document().paths ?? {}).flatMap(([path, methods]) =>
      Object.entries(methods as Record<string, { summary?: string }>).map(([method, operation]) => ({
        method: method.toUpperCase(),
        path,
        summary: operation.summary ?? '',
      })),
    );
    return c.html(html`<!doctype html>
      <html lang="en">
        <head>
          <meta charset="utf-8" />
          <title>Simsa API</title>
          <link rel="stylesheet" href="/api.css" />
        </head>
        <body>
          <h1>Simsa API</h1>
          <p>The schemas are in <a href="/openapi.json">/openapi.json</a> (OpenAPI 3.1).</p>
          <table>
            ${rows.map(
              (row) => html`<tr>
                <td>${row.method}</td>
                <td><code>${row.path}</code></td>
                <td>${row.summary}</td>
              </tr>`,
            )}
          </table>
        </body>
      </html>`);
  });
}
