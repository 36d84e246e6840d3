import '@fontsource-variable/noto-sans/wght.css';
import '@fontsource-variable/noto-sans-khmer/wght.css';
import './ui/style.css';
import { ApolloProvider } from '@apollo/client/react';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { router } from './router.tsx';
import { client } from './ui/client.ts';
import { LanguageProvider } from './ui/language.tsx';

createRoot(document.getElementById('root') as HTMLElement).render(
  <StrictMode>
    <LanguageProvider>
      <ApolloProvider client={client}>
        <RouterProvider router={router} />
      </ApolloProvider>
    </LanguageProvider>
  </StrictMode>,
);
