import type { Publication } from '../../core/index.js';
import { useSpeech } from '../i18n/index.js';
import { openDocument } from './places.js';

/** What a publication cites, its family, and where the record came from. */
export function BackMatter({ publication }: { readonly publication: Publication }) {
  const { text } = useSpeech();
  const { citations, family, sources } = publication;
  const members = family.members.filter((member) => member !== publication.id);
  return (
    <>
      {citations.length > 0 && (
        <section className="reader-section" id="reader-citations">
          <h3>{text.reader.citations}</h3>
          <ul className="citation-list">
            {citations.map((citation) => (
              <li key={`${citation.citedBy} ${citation.document ?? citation.text}`}>
                {citation.document === null ? (
                  <span>{citation.text}</span>
                ) : (
                  <button type="button" className="link number" onClick={() => openDocument(citation.document ?? '')}>
                    {citation.document}
                  </button>
                )}
                {citation.categories.map((category) => (
                  <span key={category} className="tag">
                    {category}
                  </span>
                ))}
                <span className="quiet">
                  {[text.reader.citedBy[citation.citedBy], citation.claims, citation.date].filter(Boolean).join(' · ')}
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {members.length > 0 && (
        <section className="reader-section" id="reader-family">
          <h3>{text.reader.family}</h3>
          <ul className="family-list">
            {members.map((member) => (
              <li key={member}>
                <button type="button" className="link number" onClick={() => openDocument(member)}>
                  {member}
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section className="reader-section" id="reader-sources">
        <h3>{text.reader.sources}</h3>
        <ul className="source-list">
          {sources.map((source) => (
            <li key={`${source.file} ${source.offset}`}>
              <span className="source-file">{source.file}</span>
              <span className="quiet">{[source.format, source.licence].filter(Boolean).join(' · ')}</span>
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}
