import { createGraphiQLFetcher } from '@graphiql/toolkit';
import { GraphiQL } from 'graphiql';
import 'graphiql/graphiql.css';
import { createRoot } from 'react-dom/client';

interface Start {
  query: string;
  variables: string;
  headers: string;
}

/** Nothing of what is tried here stays in the browser. */
const keepsNothing = { getItem: () => null, setItem() {}, removeItem() {}, clear() {}, length: 0 };

const step = new URLSearchParams(location.search).get('step') ?? '0';
const start = (await (await fetch(`/graphiql/step/${encodeURIComponent(step)}`)).json()) as Start;
const root = document.getElementById('graphiql') as HTMLElement;
root.style.height = '100vh';
document.body.style.margin = '0';
createRoot(root).render(
  <GraphiQL
    fetcher={createGraphiQLFetcher({ url: '/graphql' })}
    {...{ query: start.query, variables: start.variables, headers: start.headers }}
    shouldPersistHeaders={false}
    defaultEditorToolsVisibility="headers"
    storage={keepsNothing}
  />,
);
