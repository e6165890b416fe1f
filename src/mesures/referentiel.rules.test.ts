import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ajouterJours, type Jour, joursEntre } from '../platform/date.ts'
import { uneCitationAVerifier, uneCitationLue } from '../platform/law.builder.ts'
import { type Dated, inForce } from '../platform/law.ts'
import { type CleNature, natures } from './nature.referentiel.ts'
import * as r from './referentiel.rules.ts'

const LE: Jour = '2026-11-29'
const cles = Object.keys(natures) as CleNature[]
const entree = (droit: Dated<unknown>): r.Entree => ({
  id: 'essai',
  catalogue: 'A1',
  libelle: 'Essai',
  selon: 'jugement',
  droit,
  groupe: 'procedures',
  rubrique: 'regle',
})
const fautesDe = (droit: Dated<unknown>) => r.defautsDe(entree(droit), LE).join(' ; ')
const une = (id: string) => {
  const trouvee = r.recueil.find(e => e.id === id)
  if (!trouvee) throw new Error(`no rule ${id}`)
  return trouvee
}

describe('Chaque jour depuis 2014 a sa valeur (C1.1)', () => {
  it.each(cles)('%s : une version et une seule chaque jour, ou une absence dite', nature => {
    const trous = r
      .entreesDe(nature)
      .flatMap(e => r.joursSansVersion(e.droit, r.COUVERT_DEPUIS, LE).map(t => `${e.id}, ${t}`))
    expect(trous).toEqual([])
  })
  it.each(r.clesTransversales)(
    '%s : une version et une seule chaque jour, ou une absence dite',
    groupe => {
      const trous = r
        .entreesTransversales(groupe)
        .flatMap(e => r.joursSansVersion(e.droit, r.COUVERT_DEPUIS, LE).map(t => `${e.id}, ${t}`))
      expect(trous).toEqual([])
    },
  )
  it('Une mesure qui n’a pas de nom un jour n’a jamais une valeur non dite : l’absence est écrite', () => {
    for (const e of r.recueil)
      for (const v of e.droit) expect(v.value, `${e.id}, ${v.from}`).not.toBeUndefined()
  })
  it('La marche jour par jour trouve un trou et un recouvrement', () => {
    const source = uneCitationLue('code pénal', '132-40')
    expect(
      r.joursSansVersion([{ from: '2014-01-03', value: 1, source }], '2014-01-01', '2014-01-05'),
    ).toHaveLength(2)
    const desordre: Dated<number> = [
      { from: '2015-01-01', value: 2, source },
      { from: '2014-01-01', value: 1, source },
    ]
    expect(r.joursSansVersion(desordre, '2014-01-01', '2014-01-01')).toEqual([])
    expect(r.joursSansVersion(desordre, '2015-01-01', '2015-01-01')).toEqual([])
    expect(fautesDe(desordre)).toContain('n’est pas après')
  })
  it('La version de chaque jour est celle que la marche trouve', () => {
    const jours = joursEntre(r.COUVERT_DEPUIS, LE)
    fc.assert(
      fc.property(fc.nat(jours), fc.nat(r.recueil.length - 1), (n, i) => {
        const [le, e] = [ajouterJours(r.COUVERT_DEPUIS, n), r.recueil[i]]
        if (!e) return
        const attendue = e.droit.filter(v => v.from <= le).at(-1)
        expect(r.versionConnue(e.droit, le)).toBe(attendue)
        expect(inForce(e.droit, le)).toBe(attendue)
      }),
    )
  })
})

describe('Chaque valeur a sa citation', () => {
  it('Le référentiel entier est sans défaut', () => {
    expect(r.defauts(LE)).toEqual([])
  })
  it('Un numéro cité avant sa naissance, ou après sa fin, est un défaut', () => {
    const trop = (texte: string, article: string, from: Jour) =>
      fautesDe([{ from, value: 'x', source: uneCitationLue(texte, article) }])
    expect(trop('code pénitentiaire', 'R623-3', '2014-01-01')).toContain('n’existait pas')
    expect(trop('code de procédure pénale', 'L5212-1', '2014-01-01')).toContain(
      'ce numéro était code de procédure pénale 723-15',
    )
    expect(trop('code de procédure pénale', '723-15', '2014-01-01')).toBe('')
  })
  it('Une lecture sans lieu, un article mal formé, un texte inconnu, une thèse mal formée sont des défauts', () => {
    const lue = uneCitationLue('code pénal', '132-40')
    expect(r.defautsDeCitation({ ...lue, lecture: { ...lue.lecture, ou: ' ' } }).join()).toContain(
      'sans dire où',
    )
    expect(r.defautsDeCitation({ ...lue, lecture: { ...lue.lecture, qui: '' } }).join()).toContain(
      'sans dire par qui',
    )
    expect(r.defautsDeCitation({ ...lue, lecture: { ...lue.lecture, mots: '' } }).join()).toContain(
      'mots vides',
    )
    expect(
      r.defautsDeCitation({ ...uneCitationAVerifier('code pénal', '132-40'), raison: ' ' }).join(),
    ).toContain('sans dire pourquoi')
    expect(r.defautsDeCitation(uneCitationLue('code pénal', 'art. 132')).join()).toContain(
      'mal formé',
    )
    expect(r.defautsDeCitation(uneCitationLue('le code', '132-40')).join()).toContain(
      'texte inconnu',
    )
    expect(r.defautsDeCitation({ value: 1, charte: 'page 4' }).join()).toContain(
      'n’est pas une thèse',
    )
    expect(
      r.defautsDeCitation(uneCitationAVerifier('code pénitentiaire', 'D113 (numéro à vérifier)')),
    ).toEqual([])
  })
  it('Une vérification datée de demain, une première version tardive sont des défauts', () => {
    const source = uneCitationLue('code pénal', '132-40', {}, '2026-11-30')
    expect(fautesDe([{ from: '2020-01-01', value: 'x', source }])).toMatch(
      /rien avant le 2020-01-01.*vérifié dans l’avenir/,
    )
  })
  it('Chaque valeur datée écrite dans un fichier du référentiel est montrée', async () => {
    const montres = new Set<unknown>(r.recueil.flatMap(e => [e.droit]))
    const oublies: string[] = []
    for (const f of readdirSync(fileURLToPath(new URL('./referentiel/', import.meta.url)))) {
      const exports: Record<string, unknown> = await import(
        `./referentiel/${f.replace(/\.ts$/, '')}.ts`
      )
      for (const [nom, valeur] of Object.entries(exports))
        for (const regle of Array.isArray(valeur) ? valeur : [valeur])
          if (regle && typeof regle === 'object' && 'droit' in regle && !montres.has(regle.droit))
            oublies.push(`${f} : ${nom}`)
    }
    expect(oublies).toEqual([])
  })
  it('Ce qui a plus d’un an est à relire', () => {
    expect(r.relusIlYALongtemps(LE)).toEqual([])
    expect(r.relusIlYALongtemps('2028-01-01').length).toBe(
      r.mentions.filter(m => 'confiance' in m.source).length,
    )
    expect(r.aRelire.every(m => m.source.confiance === 'a_verifier')).toBe(true)
  })
})

describe('Une règle se trouve par son ancien et par son nouveau numéro (ordonnance 2025-1091)', () => {
  const ids = (article: string) =>
    new Set(r.chercherArticle(article).flatMap(t => t.mentions.map(m => m.entree.id)))
  it('723-15 et L5212-1 mènent à la même procédure', () => {
    expect(ids('723-15')).toEqual(ids('L. 5212-1'))
    expect(ids('CPP, art. 723-15').has('procedure_723_15.nom')).toBe(true)
    const numeros = r.chercherArticle('723-15')[0]?.numeros.map(n => [n.numero.article, n.du, n.au])
    expect(numeros).toContainEqual(['723-15', null, '2028-12-31'])
    expect(numeros).toContainEqual(['L5212-1', '2029-01-01', null])
  })
  it('Deux articles réunis sous un numéro ne se confondent pas : 723-1 ne mène pas à 723-7', () => {
    const cites = (article: string) =>
      r
        .chercherArticle(article)
        .flatMap(t => t.mentions.map(m => ('article' in m.source ? m.source.article : '')))
    expect(cites('CPP 723-1')).not.toContain('723-7')
    expect(cites('CPP L5231-1')).toEqual(expect.arrayContaining(['723-1', '723-7']))
  })
  it('Le code nommé compte ; ce qui n’est pas un article ne trouve rien', () => {
    expect(r.lireArticle('CPP art. D. 49-36')).toEqual({
      texte: 'code de procédure pénale',
      article: 'D49-36',
    })
    expect(r.lireArticle('C. pén. 132-45')).toMatchObject({ article: '132-45' })
    expect(r.chercherArticle('CP 723-15')).toEqual([])
    expect(r.chercherArticle('probation')).toEqual([])
    expect(r.chercherArticle('99999-9')).toEqual([])
  })
})

describe('Ce qui change, et ce que la proposition changerait', () => {
  it('Le 24 mars 2020, la mise à l’épreuve devient le sursis probatoire', () => {
    const nom = r
      .changements('2020-03-23', '2020-03-24')
      .find(e => e.entree.id === 'sursis_probatoire.nom')
    expect(nom).toMatchObject({
      quoi: 'valeur',
      avant: { lignes: ['Sursis avec mise à l’épreuve'] },
      apres: { lignes: ['Sursis probatoire'] },
    })
    expect(
      r.changements('2020-03-23', '2020-03-24').find(e => e.entree.id === 'contrainte_penale.nom')
        ?.quoi,
    ).toBe('disparait')
  })
  it('Le 1er janvier 2029, seuls des numéros changent', () => {
    const ecarts = r.changements('2028-12-31', '2029-01-01')
    expect(new Set(ecarts.map(e => e.quoi))).toEqual(new Set(['numero']))
    expect(ecarts.flatMap(e => e.numeros.map(n => n.nouveau))).toContain('CPP L5212-1')
  })
  it('D’un jour au même jour, rien ne change', () => {
    expect(r.changements(LE, LE)).toEqual([])
  })
  it('La proposition ne montre que ce qui diffère, avec sa thèse', () => {
    const differences = r.differences(LE)
    expect(differences.every(d => 'charte' in d.egip.source)).toBe(true)
    expect(differences.find(d => d.entree.id === 'tig.heures')?.egip.lignes).toEqual([
      'de 20 heures à 210 heures',
    ])
    expect(
      differences
        .filter(d => d.entree.groupe === 'peine_probation_autonome')
        .every(d => d.droit.lignes.length === 0),
    ).toBe(true)
  })
  it('Une mesure existe, n’existe pas encore, n’existe plus, ou n’est qu’une proposition', () => {
    expect(r.existenceLe('contrainte_penale', '2014-05-01').etat).toBe('pas_encore')
    expect(r.existenceLe('contrainte_penale', '2018-05-01').etat).toBe('existe')
    expect(r.existenceLe('contrainte_penale', LE)).toMatchObject({
      etat: 'plus',
      depuis: '2020-03-24',
    })
    expect(r.existenceLe('peine_probation_autonome', LE).etat).toBe('proposition')
  })
})

describe('Ce qui est montré est en mots', () => {
  it('Chaque valeur se dit, et aucune clé de code ne paraît', () => {
    for (const m of r.mentions)
      for (const ligne of m.valeur)
        expect(ligne, m.entree.id).not.toMatch(/\b[a-z]+_[a-z]+\b|undefined|\[object/)
  })
  it('Un acte possible dans plusieurs états sans en changer fait une rangée', () => {
    const machine = natures.sursis_probatoire.machine[0].value
    const revocation = r.passagesDe(machine).filter(p => p.acte === 'revocation_partielle')
    expect(revocation).toHaveLength(1)
    expect(revocation[0]).toMatchObject({
      vers: null,
      de: ['en_cours', 'suspendue', 'delai_expire'],
    })
    expect(r.departEnMots('acte:reprise', machine)).toContain('Reprise du délai à la libération')
    expect(r.satisfactionEnMots('rapport:evaluation', machine)).toBe(
      'un rapport d’évaluation sur cette mesure',
    )
  })
  it('Les obligations d’un jour sont celles de leur liste, sous leur numéro de ce jour', () => {
    const { controle, particulieres } = r.obligationsLe('sursis_probatoire', LE)
    expect(controle.map(e => e.id)).toContain('CP 132-44, 6°')
    expect(particulieres.length).toBeGreaterThan(15)
    expect(
      r.obligationsLe('sursis_probatoire', '2013-01-01').controle.map(e => e.id),
    ).not.toContain('CP 132-44, 6°')
  })
  it('Les données ouvertes portent tout', () => {
    const { mesures, transversales, renumerotations } = r.enDonnees()
    expect(Object.keys(mesures)).toEqual(cles)
    expect(Object.keys(transversales)).toEqual(r.clesTransversales)
    expect(r.clesTransversales.filter(cle => cle in natures)).toEqual([])
    expect(renumerotations.length).toBeGreaterThan(50)
    expect(une('tig.heures').egip?.charte).toBe('C4.2')
  })
})
