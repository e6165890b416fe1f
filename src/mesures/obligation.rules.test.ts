import { describe, expect, it } from 'vitest'
import { ajouterJours, type Jour } from '../platform/date.ts'
import { estAbsente } from '../platform/law.ts'
import { parOrigine, refusDeCeQuUnActeChange, refusDeModifier } from './contenu.rules.ts'
import type { Definition } from './definition.rules.ts'
import { type CleNature, natures } from './nature.referentiel.ts'
import {
  itemDe,
  itemsLe,
  listes,
  motsCourtsLe,
  motsDObligation,
  premierePhrase,
} from './obligation.rules.ts'
import { motsAdmis, obligationsPossibles, refusDObligation } from './regime.rules.ts'

const refus = (nature: string, article: string, le: Jour) =>
  refusDObligation(nature, { article }, le, 'obligations.0.article')
const codes = (r: { code: string }[]) => r.map(x => x.code)
const cles = Object.keys(natures) as CleNature[]

describe('Ce que la décision a prononcé, et ce que des actes ont changé depuis', () => {
  const o = (numero: string, acteId: string | null, leveeLe: Jour | null) => ({
    article: `CP 132-45, ${numero}`,
    libelle: numero,
    acteId,
    leveeLe,
  })
  const [tenue, levee, ajoutee, passee] = [
    o('1°', null, null),
    o('4°', null, '2025-09-01'),
    o('2°', 'a', null),
    o('3°', 'a', '2025-10-01'),
  ]
  const { prononcees, changees } = parOrigine([tenue, levee, ajoutee, passee])
  it('se rangent à part ; ce qu’un acte a ajouté et un autre levé n’est plus à dire', () => {
    expect([prononcees, changees]).toEqual([[tenue], [levee, ajoutee]])
  })
  it('cocher ce qu’un acte a ajouté ou levé se refuse en place ; le reste passe', () => {
    const refuse = refusDeCeQuUnActeChange([tenue, levee, ajoutee, passee], prononcees, changees)
    expect(refuse.map(r => r.champ)).toEqual(['obligations.1.article', 'obligations.2.article'])
    expect(refuse.map(r => r.message)).toEqual([
      expect.stringContaining('a été levée par un acte'),
      expect.stringContaining('est déjà en vigueur, ajoutée par un acte'),
    ])
  })
})

describe('Les mots simples', () => {
  const noms = Object.keys(listes) as (keyof typeof listes)[]
  it.each(noms)(
    'Chaque obligation de %s, à chacune de ses dates, a ses mots courts, qui ne se confondent pas',
    nom => {
      for (const { numero, texte } of listes[nom])
        for (const { from, value } of texte) {
          if (estAbsente(value)) continue
          const mots = motsCourtsLe(nom, numero, from)
          expect(mots, `${nom}, ${numero} au ${from}`).toMatch(/^[A-ZÉ].{8,120}[^.]$/)
          const recorded = { article: `${nom}, ${numero}`, libelle: premierePhrase(value) }
          expect(motsDObligation(recorded)).toBe(mots)
        }
      for (const le of ['2013-06-01', '2016-12-01', '2019-06-01', '2026-06-01'] as const) {
        const mots = itemsLe(nom, le).map(i => i.mots)
        expect(new Set(mots).size, `${nom} au ${le}`).toBe(mots.length)
      }
    },
  )
  it('Un numéro qui a changé de sens garde les mots de son texte ; les mots de la décision restent les siens', () => {
    expect(itemsLe('CP 132-45', '2018-06-01').find(i => i.article === 'CP 132-45, 18°')?.mots).toBe(
      'Faire un stage de citoyenneté',
    )
    expect(
      motsDObligation({ article: 'CP 132-45, 18°', libelle: 'Accomplir un stage de citoyenneté' }),
    ).toBe('Faire un stage de citoyenneté')
    expect(motsDObligation({ article: null, libelle: 'Voir son éducateur' })).toBe(
      'Voir son éducateur',
    )
    expect(motsDObligation({ article: 'CP 132-45, 3°', libelle: 'Soins' })).toBe('Soins')
  })
})

describe('Les mesures de contrôle (CP 132-44)', () => {
  it('Le 5° demande l’autorisation pour l’étranger avant le 1er octobre 2014 ; ensuite le 6° demande d’informer (CP 132-44)', () => {
    expect(itemDe('CP 132-44, 5°', '2014-09-30')?.texte).toContain('déplacement à l’étranger')
    expect(itemDe('CP 132-44, 5°', '2020-03-24')?.texte).not.toContain('étranger')
    expect(itemDe('CP 132-44, 6°', '2020-03-24')?.texte).toContain('Informer préalablement')
  })
  it('Le travailleur social désigné devient le SPIP le 24 mars 2020 (CP 132-44, loi 2019-222, art. 80)', () => {
    expect(itemDe('CP 132-44, 1°', '2020-03-23')?.texte).toContain('travailleur social')
    expect(itemDe('CP 132-44, 1°', '2020-03-24')?.texte).toContain(
      'service pénitentiaire d’insertion et de probation',
    )
  })
  it('Six points depuis 2014, cinq avant : le 6° d’une décision de 2013 est refusé avec l’article de la liste', () => {
    expect(itemsLe('CP 132-44', '2013-06-01')).toHaveLength(5)
    expect(itemsLe('CP 132-44', '2026-06-01')).toHaveLength(6)
    expect(refus('sursis_probatoire', 'CP 132-44, 6°', '2026-06-01')).toEqual([])
    expect(refus('sursis_probatoire', 'CP 132-44, 6°', '2013-06-01')).toMatchObject([
      {
        code: 'numero_inconnu',
        champ: 'obligations.0.article',
        source: { texte: 'code pénal', article: expect.stringContaining('132-44') },
      },
    ])
  })
  it('CP 132-44 : un 7° qui n’a jamais existé est refusé en 2013, en 2016 et en 2025 ; toute la liste a été lue', () => {
    for (const le of ['2013-06-01', '2016-06-01', '2025-06-01'] as const)
      expect(codes(refus('sursis_probatoire', 'CP 132-44, 7°', le)), le).toEqual(['numero_inconnu'])
  })
})

describe('Les obligations particulières (CP 132-45)', () => {
  it.each([
    ['1°', '2005-06-01', 'activité professionnelle'],
    ['3°', '2016-06-01', 'soins'],
    ['5°', '2016-06-01', 'Réparer'],
    ['9°', '2009-01-01', 'S’abstenir de paraître'],
    ['13°', '2016-06-01', 'entrer en relation'],
    ['14°', '2025-06-01', 'arme'],
    ['18°', '2018-06-01', 'stage de citoyenneté'],
    ['18°', '2022-06-01', 'résider hors du domicile'],
    ['20°', '2018-06-01', 'violences au sein du couple'],
    ['21°', '2022-06-01', 'travail d’intérêt général'],
  ] as const)('Le %s au %s : « %s » (CP 132-45)', (numero, le, mots) => {
    expect(itemDe(`CP 132-45, ${numero}`, le)?.texte).toContain(mots)
    expect(refus('sursis_probatoire', `CP 132-45, ${numero}`, le)).toEqual([])
  })
  it('Le 20° n’existe qu’à partir du 6 août 2014 (loi 2014-873) : la veille, il est refusé avec l’article', () => {
    expect(refus('sursis_probatoire', 'CP 132-45, 20°', '2014-08-05')).toMatchObject([
      { code: 'numero_inconnu', source: { article: expect.stringContaining('132-45') } },
    ])
    expect(refus('sursis_probatoire', 'CP 132-45, 20°', '2014-08-06')).toEqual([])
  })
  it('Le 25° existe depuis le 24 mars 2020 ; un 40°, que la liste lue en entier n’a pas, est refusé (CP 132-45)', () => {
    expect(refus('sursis_probatoire', 'CP 132-45, 25°', '2025-06-01')).toEqual([])
    expect(itemDe('CP 132-45, 40°', '2025-06-01')).toMatchObject({ texte: null, opposable: true })
    expect(refus('sursis_probatoire', 'CP 132-45, 40°', '2025-06-01')).toMatchObject([
      { code: 'numero_inconnu' },
    ])
  })
})

describe('Les obligations du contrôle judiciaire (CPP 138)', () => {
  it('Le 6° est le suivi socio-éducatif ; le 3° bis n’existe pas avant le 12 avril 2019', () => {
    expect(itemDe('CPP 138, 6°', '2026-01-01')?.texte).toContain('socio-éducatives')
    expect(refus('controle_judiciaire', 'CPP 138, 6°', '2026-01-01')).toEqual([])
    expect(refus('controle_judiciaire', 'CPP 138, 3° bis', '2019-04-12')).toEqual([])
    expect(refus('controle_judiciaire', 'CPP 138, 3° bis', '2019-04-11')).toMatchObject([
      { code: 'numero_inconnu', source: { article: expect.stringContaining('138') } },
    ])
  })
  it.each([
    ['8°', '2016-11-20', 'antidémarrage par éthylotest'],
    ['12° bis', '2016-04-16', 'contact habituel avec des mineurs'],
    ['17° bis', '2019-12-30', 'anti-rapprochement'],
    ['18°', '2016-06-05', 'valeurs de la citoyenneté'],
    ['19°', '2024-05-23', 'six mois au plus'],
  ] as const)(
    'CPP 138, %s, depuis le %s : « %s », pas la veille ; coché, il ne se refuse pas',
    (numero, le, mots) => {
      const veille = ajouterJours(le, -1)
      expect(itemDe(`CPP 138, ${numero}`, le)?.texte).toContain(mots)
      expect(itemDe(`CPP 138, ${numero}`, veille)?.texte ?? '').not.toContain(mots)
      expect(refus('controle_judiciaire', `CPP 138, ${numero}`, le)).toEqual([])
      if (numero !== '8°')
        expect(codes(refus('controle_judiciaire', `CPP 138, ${numero}`, veille))).toEqual([
          'numero_inconnu',
        ])
    },
  )
  it('CPP 138 : la personne lit des mots simples pour le bracelet anti-rapprochement et pour le compte en ligne', () => {
    const mots = Object.fromEntries(itemsLe('CPP 138', '2026-06-01').map(i => [i.article, i.mots]))
    expect(mots['CPP 138, 17° bis']).toBe(
      'Ne pas approcher la victime et porter un bracelet anti-rapprochement',
    )
    expect(mots['CPP 138, 19°']).toContain('six mois au plus')
  })
  it('L’ARSE prend la liste de CPP 138 (CPP 142-5), pas celle de CP 132-45', () => {
    expect(refus('arse', 'CPP 138, 9°', '2025-01-01')).toEqual([])
    expect(refus('arse', 'CP 132-45, 1°', '2025-01-01')).toMatchObject([
      { code: 'obligation_hors_liste', source: { article: '142-5, al. 4' } },
    ])
  })
})

describe('Chaque mesure a sa liste', () => {
  it('Le sursis probatoire prend CP 132-44 et CP 132-45, pas CPP 138 (CPP 739)', () => {
    expect(refus('sursis_probatoire', 'CPP 138, 6°', '2025-01-01')).toMatchObject([
      {
        code: 'obligation_hors_liste',
        source: { texte: 'code de procédure pénale', article: '739, al. 2' },
      },
    ])
    const { controle, particulieres } = obligationsPossibles('sursis_probatoire', '2025-01-01')
    expect([controle.length, particulieres.length > 20]).toEqual([6, true])
  })
  it('La procédure de l’article 723-15, la composition pénale et la conversion n’ont pas d’obligation particulière', () => {
    for (const [nature, article] of [
      ['procedure_723_15', '723-15'],
      ['travail_non_remunere', '41-2'],
      ['conversion_747_1', '132-57'],
    ] as const) {
      expect(refus(nature, 'CP 132-45, 1°', '2018-01-01'), nature).toMatchObject([
        { code: 'sans_obligation' },
      ])
      expect(refus(nature, 'CP 132-45, 1°', '2018-01-01')[0]?.source?.article, nature).toContain(
        article,
      )
      expect(obligationsPossibles(nature, '2018-01-01')).toEqual({
        controle: [],
        particulieres: [],
      })
    }
  })
  it('Le TIG d’avant le 24 mars 2020 peut porter une obligation de CP 132-45 (CP 132-55), pas une mesure de CP 132-44', () => {
    expect(refus('tig', 'CP 132-45, 1°', '2019-06-01')).toEqual([])
    expect(refus('tig', 'CP 132-44, 1°', '2019-06-01')).toMatchObject([
      { code: 'obligation_hors_liste', source: { article: '132-55' } },
    ])
    expect(refus('tig', 'CP 132-44, 1°', '2025-06-01')).toEqual([])
  })
  it('CP 131-22, dernier al., depuis le 24 mars 2020 : un TIG porte les mesures de CP 132-44, plus d’obligation de CP 132-45', () => {
    expect(refus('tig', 'CP 132-45, 1°', '2025-06-01')).toMatchObject([
      { code: 'obligation_hors_liste', source: { article: expect.stringContaining('131-22') } },
    ])
  })
  it('Toute nature, toute version : un régime à vérifier ne refuse aucun article de liste', () => {
    const muets = cles.flatMap(nature =>
      (natures[nature] as Definition).obligations
        .filter(v => v.source.confiance === 'a_verifier')
        .flatMap(v =>
          Object.keys(listes).flatMap(l =>
            refus(nature, `${l}, 1°`, v.from).map(r => `${nature} ${v.from} ${l} ${r.code}`),
          ),
        ),
    )
    expect(muets).toEqual([])
  })
  it('Des mots libres ne sont jamais un article ; sans article ils passent là où la liste n’a pas été lue en entier, nulle part ailleurs', () => {
    expect(itemDe('Se présenter chaque mois', '2025-01-01')).toBeNull()
    for (const libre of ['Se présenter chaque mois', 'soins'])
      expect(refus('sursis_probatoire', libre, '2025-01-01')).toMatchObject([
        { code: 'article_hors_liste' },
      ])
    const sansArticle = (nature: string, le: Jour) =>
      codes(refusDObligation(nature, {}, le, 'obligations.0.article'))
    for (const nature of cles.filter(
      n => obligationsPossibles(n, '2026-11-01').particulieres.length > 0,
    ))
      expect(sansArticle(nature, '2026-11-01'), nature).toEqual(
        motsAdmis(nature, '2026-11-01') ? [] : ['mots_hors_liste'],
      )
    expect([
      motsAdmis('sursis_probatoire', '2025-01-01'),
      motsAdmis('surveillance_judiciaire', '2025-01-01'),
    ]).toEqual([false, true])
    expect(refus('ancienne_mesure', 'CP 132-45, 1°', '2025-01-01')).toEqual([])
  })
  it('Tout ce que l’écran propose est accepté, à chaque version de chaque mesure', () => {
    for (const nature of cles)
      for (const { from } of (natures[nature] as Definition).obligations) {
        const { controle, particulieres } = obligationsPossibles(nature, from)
        for (const { article } of [...controle, ...particulieres])
          expect(refus(nature, article, from), `${nature} ${article}`).toEqual([])
      }
  })
})

describe('Une modification change quelque chose, et n’ajoute rien deux fois', () => {
  const o = { obligationId: 'o', article: 'CP 132-45, 3°', libelle: 'Se soigner' }
  const m = {
    nature: 'sursis_probatoire',
    acte: 'modification_obligations',
    le: '2026-06-01' as const,
  }
  it('vide, elle est refusée ; celle d’un TIG porte sur ses heures ou son lieu', () => {
    expect(codes(refusDeModifier(m, [o], { levees: [], ajoutees: [] }))).toEqual(['rien_ne_change'])
    expect(refusDeModifier(m, [o], { levees: ['o'], ajoutees: [] })).toEqual([])
    expect(
      refusDeModifier({ ...m, nature: 'sursis_tig', acte: 'modification' }, [o], {
        levees: [],
        ajoutees: [],
      }),
    ).toEqual([])
  })
  it('une obligation en vigueur ne s’ajoute pas ; levée par le même acte, elle revient avec une autre précision', () => {
    expect(refusDeModifier(m, [o], { levees: [], ajoutees: [o] })).toMatchObject([
      { code: 'deja_en_vigueur', champ: 'obligations.0.article' },
    ])
    expect(refusDeModifier(m, [o], { levees: ['o'], ajoutees: [o] })).toEqual([])
  })
})
