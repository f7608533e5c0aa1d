import Database from 'libsql';

type Call = (this: unknown, ...values: unknown[]) => unknown;

/**
 * Counts every statement that this process runs on any database, the borders of transactions included, and
 * kills the process when it is about to take step `last`.
 */
export function countSteps(last: number | null): { readonly taken: number } {
  const steps = { taken: 0 };
  const counting = (call: Call): Call =>
    function counted(...values) {
      steps.taken += 1;
      if (steps.taken === last) process.kill(process.pid, 'SIGKILL');
      return call.apply(this, values);
    };
  const memory = new Database(':memory:');
  wrap(Database.prototype, 'exec', counting);
  wrap(Object.getPrototypeOf(memory.prepare('SELECT 1')), 'run', counting);
  memory.close();
  return steps;
}

function wrap(prototype: object, name: string, change: (call: Call) => Call): void {
  Reflect.set(prototype, name, change(Reflect.get(prototype, name) as Call));
}
