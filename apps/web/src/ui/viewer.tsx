import { useQuery } from '@apollo/client/react';
import { createContext, use } from 'react';
import type { ReactNode } from 'react';
import { graphql } from '../generated/index.ts';
import type { ViewerQuery } from '../generated/graphql.ts';
import { Trouble, Waiting } from './states.tsx';

const VIEWER = graphql(`
  query Viewer {
    viewer {
      signedIn
      role
      rights
      office {
        en
        km
      }
      organisation {
        id
        name {
          en
          km
        }
      }
      inbox(first: 1, unread: true) {
        totalCount
      }
    }
  }
`);

type Viewer = ViewerQuery['viewer'];

const Who = createContext<Viewer | undefined>(undefined);

/** Leads who is not signed in to the door, and back here afterwards. */
export function ViewerProvider({ children }: { children: ReactNode }) {
  const { data, error } = useQuery(VIEWER);
  if (error) return <Trouble error={error} />;
  if (!data) return <Waiting />;
  if (!data.viewer.signedIn) {
    location.assign(`/sign-in?to=${encodeURIComponent(location.pathname + location.search)}`);
    return <Waiting />;
  }
  return <Who value={data.viewer}>{children}</Who>;
}

/** Who looks at the page. */
export function useViewer(): Viewer {
  const viewer = use(Who);
  if (!viewer) throw new Error('useViewer stands outside of ViewerProvider');
  return viewer;
}
