import { TriangleAlert } from 'lucide-react';
import type { ClaimIssue, ParsedClaim } from '../../claims/index.js';
import type { Examination } from '../../examine/index.js';
import { useSpeech } from '../i18n/index.js';
import { EmptyState } from '../shared/states.js';

/** The claims, each below the one it depends on, with what is wrong with their form. */
export function ClaimTree({ examination }: { readonly examination: Examination }) {
  const { text } = useSpeech();
  const { claims, issues } = examination;
  if (claims.length === 0) return <EmptyState title={text.examine.noClaims} hint={text.examine.noClaimsHint} />;
  const numbers = new Set(claims.map((claim) => claim.number));
  const parentOf = (claim: ParsedClaim) =>
    claim.dependsOn.find((number) => number !== claim.number && number < claim.number && numbers.has(number));
  const roots = claims.filter((claim) => parentOf(claim) === undefined);
  const childrenOf = (number: number) => claims.filter((claim) => parentOf(claim) === number);
  return (
    <>
      {issues.length > 0 && (
        <section className="issues" aria-label={text.examine.formalIssues}>
          <h2>{text.examine.formalIssues}</h2>
          <ul>
            {issues.map((issue) => (
              <li key={JSON.stringify(issue)}>
                <a href={`#claim-${issue.claim}`} className="issue-claim">
                  {text.places.claim(issue.claim)}
                </a>
                <IssueText issue={issue} />
              </li>
            ))}
          </ul>
        </section>
      )}
      <ul className="claim-tree">
        {roots.map((claim) => (
          <ClaimNode key={claim.number} claim={claim} childrenOf={childrenOf} examination={examination} />
        ))}
      </ul>
    </>
  );
}

function IssueText({ issue }: { readonly issue: ClaimIssue }) {
  const { text } = useSpeech();
  const sentence = text.examine.issues[issue.rule];
  const details = Object.entries(issue.details).map(([name, value]) => `${name} ${value}`);
  return <span>{sentence ? sentence(issue.details) : `${issue.rule} ${details.join(', ')}`}</span>;
}

interface NodeProps {
  readonly claim: ParsedClaim;
  readonly childrenOf: (number: number) => readonly ParsedClaim[];
  readonly examination: Examination;
}

function ClaimNode({ claim, childrenOf, examination }: NodeProps) {
  const { text } = useSpeech();
  const { kinds, categories } = text.examine;
  const issues = examination.issues.filter((issue) => issue.claim === claim.number);
  const children = childrenOf(claim.number);
  return (
    <li>
      <article className={`claim is-${claim.kind}`} id={`claim-${claim.number}`}>
        <header className="claim-head">
          <span className="claim-number number">{claim.number}</span>
          <span className="tag">{kinds[claim.kind]}</span>
          {categories[claim.category] !== '' && <span className="quiet">{categories[claim.category]}</span>}
          {claim.dependsOn.length > 0 && (
            <span className="quiet">{text.examine.dependsOn(claim.dependsOn.map(text.places.claim).join(', '))}</span>
          )}
        </header>
        {claim.elements.length > 1 ? (
          <ol className="element-list">
            {claim.elements.map((element) => (
              <li key={element.label}>
                <span className="element-label number">{element.label}</span>
                <span lang={examination.language}>{element.text}</span>
              </li>
            ))}
          </ol>
        ) : (
          <p className="claim-text" lang={examination.language}>
            {claim.text}
          </p>
        )}
        {issues.map((issue) => (
          <p key={JSON.stringify(issue)} className="claim-issue">
            <TriangleAlert size={15} aria-hidden="true" />
            <IssueText issue={issue} />
          </p>
        ))}
      </article>
      {children.length > 0 && (
        <ul>
          {children.map((child) => (
            <ClaimNode key={child.number} claim={child} childrenOf={childrenOf} examination={examination} />
          ))}
        </ul>
      )}
    </li>
  );
}
