import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { graphql } from '../generated/index.ts';
import type { WorkAboutFragment } from '../generated/graphql.ts';
import { Text } from '../ui/text.tsx';
import type { Both } from '../ui/text.tsx';

graphql(`
  fragment WorkAbout on Node {
    id
    ... on Statement {
      number
      title {
        en
        km
      }
    }
    ... on Recommendation {
      number
      title {
        en
        km
      }
    }
    ... on Submission {
      number
      addressee {
        id
        name {
          en
          km
        }
      }
    }
    ... on Integration {
      number
      instrument {
        id
        name {
          en
          km
        }
      }
    }
    ... on Endorsement {
      statement {
        id
        number
        title {
          en
          km
        }
      }
    }
  }
`);

/** What is to be done, as a link to where it is done, with what it is about after it. */
export function AboutLink({
  about,
  toDecide,
  children,
}: {
  about: WorkAboutFragment | null | undefined;
  /** The organisation's decision has a page of its own, which needs no script. */
  toDecide: boolean;
  children: ReactNode;
}) {
  switch (about?.__typename) {
    case 'Statement':
      return (
        <Named number={about.number} name={about.title}>
          {toDecide ? (
            <a href={`/endorse/${about.number}`}>{children}</a>
          ) : (
            <Link to="/statements/$id" params={{ id: about.id }}>
              {children}
            </Link>
          )}
        </Named>
      );
    case 'Endorsement':
      return (
        <Named number={about.statement?.number ?? ''} name={about.statement?.title}>
          <a href={`/endorse/${about.statement?.number ?? ''}`}>{children}</a>
        </Named>
      );
    case 'Recommendation':
      return (
        <Named number={about.number} name={about.title}>
          <Link to="/recommendations/$id" params={{ id: about.id }}>
            {children}
          </Link>
        </Named>
      );
    case 'Submission':
      return (
        <Named number={about.number} name={about.addressee?.name}>
          <Link to="/submissions/$id" params={{ id: about.id }}>
            {children}
          </Link>
        </Named>
      );
    case 'Integration':
      return (
        <Named number={about.number} name={about.instrument.name}>
          <Link to="/integrations/$id" params={{ id: about.id }}>
            {children}
          </Link>
        </Named>
      );
    default:
      return <>{children}</>;
  }
}

function Named({ number, name, children }: { number: string; name: Both | null | undefined; children: ReactNode }) {
  return (
    <>
      {children}
      <br />
      <span>
        <span className="number">{number}</span> · <Text of={name} quiet />
      </span>
    </>
  );
}
