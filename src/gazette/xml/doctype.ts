/** End of a DOCTYPE: the `>` outside quotes, comments and the internal subset. */
export function endOfDoctype(source: string, from: number): number {
  let depth = 0;
  for (let position = from; position < source.length; position++) {
    const code = source.charCodeAt(position);
    if (code === 34 || code === 39) {
      position = source.indexOf(source.charAt(position), position + 1);
      if (position < 0) return -1;
    } else if (source.startsWith('<!--', position)) {
      position = source.indexOf('-->', position);
      if (position < 0) return -1;
    } else if (code === 91) depth++;
    else if (code === 93) depth--;
    else if (code === 62 && depth <= 0) return position;
  }
  return -1;
}

/** Names of general entities declared inside the document; unparsed ones (NDATA: images) carry no text and are left out. */
export function declaredEntities(doctype: string): ReadonlySet<string> {
  const declared = new Set<string>();
  for (const [, name, rest] of doctype.matchAll(/<!ENTITY\s+([^\s%"'>]+)\s+((?:"[^"]*"|'[^']*'|[^>"'])*)>/g)) {
    if (!/\sNDATA\s/.test(rest!)) declared.add(name!);
  }
  return declared;
}
