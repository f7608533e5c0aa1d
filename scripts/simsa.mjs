#!/usr/bin/env node
// The command `simsa`. It is here before anything is built: npx links a command once, and where the file was missing
// then, it stays "not found".
import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { build, command } from './built.mjs';

if (!existsSync(command)) build();
await import(pathToFileURL(command).href);
