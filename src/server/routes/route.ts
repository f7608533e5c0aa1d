import { OpenAPIHono, type z } from '@hono/zod-openapi';
import { SimsaError } from '../../core/index.js';
import { errorSchema } from '../schemas/core.js';

/** A router whose refused requests become our error records. */
export function newRouter(): OpenAPIHono {
  return new OpenAPIHono({
    defaultHook: (result) => {
      if (!result.success) throw new SimsaError('server.bad-request', { reason: reasonOf(result.error) });
    },
  });
}

function reasonOf(error: z.ZodError): string {
  return error.issues.map((issue) => [issue.path.join('.'), issue.message].filter(Boolean).join(': ')).join('; ');
}

const jsonContent = <S extends z.ZodType>(schema: S) => ({ 'application/json': { schema } });

/** A request body of JSON. */
export const jsonBody = <S extends z.ZodType>(schema: S) => ({ required: true, content: jsonContent(schema) });

/** The responses of a route: its record, and the error record for everything else. */
export const answers = <S extends z.ZodType>(schema: S, description: string) => ({
  200: { description, content: jsonContent(schema) },
  default: { description: 'What went wrong, in the language of Accept-Language', content: jsonContent(errorSchema) },
});

/** The responses of a route that streams events, or gives the last one's record to clients that accept JSON only. */
export const streams = <S extends z.ZodType>(schema: S, description: string) => ({
  200: {
    description: `${description} Server-sent events; with "Accept: application/json" the final record.`,
    content: { ...jsonContent(schema), 'text/event-stream': { schema: errorSchema.or(schema) } },
  },
  default: { description: 'What went wrong, in the language of Accept-Language', content: jsonContent(errorSchema) },
});
