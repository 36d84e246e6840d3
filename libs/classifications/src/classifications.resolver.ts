import { Inject } from '@nestjs/common';
import { Args, Field, ObjectType, Query, Resolver } from '@nestjs/graphql';
import { Database, graphqlEnum } from '#platform';
import { Name } from '#organisations';

const LEVELS = ['province', 'district', 'commune', 'village'] as const;
const PlaceLevelEnum = graphqlEnum('PlaceLevel', LEVELS, 'The level of a place; the capital is among the provinces.');

@ObjectType({ description: 'A place by its official code.' })
export class Place {
  @Field({ description: 'Official code; two digits for each level.' })
  code!: string;
  @Field(() => String, { nullable: true, description: 'Code of the place that it lies in.' })
  parentCode!: string | null;
  @Field(() => PlaceLevelEnum, { description: 'Its level.' })
  level!: (typeof LEVELS)[number];
  @Field(() => Name, { description: 'What it is called.' })
  name!: Name;
}

@ObjectType({ description: 'A topic or goal by its code.' })
export class Tag {
  @Field({ description: 'Its code.' })
  code!: string;
  @Field(() => Name, { description: 'What it is called; Khmer is null where no source has it.' })
  name!: Name;
}

const NAME = `jsonb_build_object('km', name_km, 'en', name_en) AS name`;

/** Small, public registers: each is one short list. */
@Resolver()
export class ClassificationsResolver {
  constructor(@Inject(Database) private readonly db: Database) {}

  @Query(() => [Place], { description: 'Provinces, or the places within one.' })
  places(
    @Args('within', { type: () => String, nullable: true, description: 'Code of the place whose parts are asked for.' })
    within: string | null,
  ): Promise<Place[]> {
    return this.db.query<Place[]>(
      `SELECT code, parent_code AS "parentCode", level, ${NAME} FROM places
        WHERE parent_code IS NOT DISTINCT FROM $1 ORDER BY code LIMIT 2000`,
      [within ?? null],
    );
  }

  @Query(() => [Tag], { description: 'All topics.' })
  topics(): Promise<Tag[]> {
    return this.db.query<Tag[]>(`SELECT code, ${NAME} FROM topics ORDER BY name_en LIMIT 500`);
  }

  @Query(() => [Tag], { description: 'The goals and targets of the CSDG framework.' })
  goals(): Promise<Tag[]> {
    return this.db.query<Tag[]>(`SELECT code, ${NAME} FROM goals ORDER BY string_to_array(code, '.')::int[] LIMIT 500`);
  }
}
