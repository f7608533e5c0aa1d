import { describe, expect, it } from 'vitest';
import { openPool } from './pool.js';

type Task = { readonly bytes: Uint8Array; readonly fail?: boolean };
type Result = { readonly reversed: Uint8Array; readonly thread: number };

const open = (threads: number) => openPool<Task, Result>(import.meta.url, './testing/reversing-worker', threads);

describe('a pool', () => {
  it('runs a TypeScript module in threads, moving buffers both ways', async () => {
    const pool = open(2);
    const bytes = new Uint8Array([1, 2, 3]);
    const { reversed, thread } = await pool.run({ bytes }, { move: [bytes.buffer] });
    expect([...reversed]).toEqual([3, 2, 1]);
    expect(thread).toBeGreaterThan(0);
    expect(bytes.byteLength).toBe(0);
    await pool.close();
  });

  it('passes a fault in a thread to the one who asked, and goes on', async () => {
    const pool = open(1);
    await expect(pool.run({ bytes: new Uint8Array(), fail: true })).rejects.toThrow('as asked');
    await expect(pool.run({ bytes: new Uint8Array([7]) })).resolves.toMatchObject({ reversed: new Uint8Array([7]) });
    await pool.close();
  });

  it('gives up what runs when it is closed', async () => {
    const pool = open(1);
    const running = pool.run({ bytes: new Uint8Array(1) });
    const failed = expect(running).rejects.toThrow();
    await pool.close();
    await failed;
  });
});
