import type { IncomingMessage } from 'node:http';
import { Inject, Injectable } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import { execute, parse } from 'graphql';
import type { DocumentNode } from 'graphql';
import { SignIns } from '#accounts';
import { DomainError, Loaders } from '#platform';
import type { RequestContext } from '#platform';

/** Who sends a request to the pages: the session of its cookie, through the seat that was chosen. */
export interface Sender {
  request: IncomingMessage;
  language: 'km' | 'en';
  /** A seat or a delegation, as clients see its id; the first seat that is valid now, if none is named. */
  seat?: string | undefined;
}

/** The person of a session has to set up a second factor before anything else. */
export class SecondFactorFirst extends Error {}

/**
 * Runs GraphQL within this process, as the person who looks at the page: what they may see and do, what is refused and
 * why, and that a thing sent twice happens once, is said by the API alone and is the same here as there.
 */
@Injectable()
export class Operations {
  private readonly parsed = new Map<string, DocumentNode>();

  constructor(
    @Inject(ModuleRef) private readonly modules: ModuleRef,
    @Inject(SignIns) private readonly signIns: SignIns,
  ) {}

  /** @throws DomainError what the API refuses as a whole, SecondFactorFirst, and our own faults as they are. */
  async run<T>(sender: Sender, document: string, variables: Record<string, unknown> = {}): Promise<T> {
    const { schema } = this.modules.get(GraphQLSchemaHost, { strict: false });
    const { data, errors } = await execute({
      schema,
      document: this.documentOf(document),
      contextValue: await this.contextOf(sender),
      variableValues: variables,
    });
    const [error] = errors ?? [];
    if (error) throw error.originalError instanceof DomainError ? error.originalError : (error.originalError ?? error);
    return data as T;
  }

  private async contextOf({ request, language, seat }: Sender): Promise<RequestContext> {
    const { authorization: _, 'anusas-seat': __, ...headers } = request.headers;
    // The cookie counts and nothing beside it; the seat is a field of the page instead of a header.
    const asked = Object.create(request, {
      headers: { value: seat === undefined ? headers : { ...headers, 'anusas-seat': seat } },
    }) as IncomingMessage;
    const { viewer, seen, lacksSecondFactor } = await this.signIns.lookAt(asked);
    if (lacksSecondFactor) throw new SecondFactorFirst();
    return { viewer, language, loaders: new Loaders(viewer, seen) };
  }

  private documentOf(text: string): DocumentNode {
    const known = this.parsed.get(text) ?? parse(text);
    this.parsed.set(text, known);
    return known;
  }
}
