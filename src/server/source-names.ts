import type { Publication } from '../core/index.js';

/**
 * The file name of an absolute path, with the members of an archive behind it (`/data/w.zip!a.xml` → `w.zip!a.xml`);
 * a relative name as it is. Folders of the machine are nobody's affair who asks over HTTP.
 */
export function withoutFolders(file: string): string {
  if (!/^(?:[\\/]|[A-Za-z]:[\\/])/.test(file)) return file;
  const end = file.indexOf('!');
  const path = end < 0 ? file : file.slice(0, end);
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1) + (end < 0 ? '' : file.slice(end));
}

/** A publication as clients see it. */
export function published(publication: Publication): Publication {
  const sources = publication.sources.map((source) => ({ ...source, file: withoutFolders(source.file) }));
  return { ...publication, sources };
}
