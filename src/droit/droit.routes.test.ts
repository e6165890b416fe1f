import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { application, type Essai, Navigateur, nouvelEssai } from '../../tests/base.ts'
import { natures } from '../mesures/index.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'

let e: Essai
let p: Plateforme
let ts: Navigateur
beforeAll(async () => {
  e = await nouvelEssai()
  p = await application(e)
  ts = await new Navigateur(p).entrer('ts.67')
})
afterAll(async () => {
  await p.app.close()
  await e.fermer()
})
/** The text of a page, without its tags; a page that does not answer 200 is a fault. */
async function lire(url: string): Promise<string> {
  const { statut, texte } = await ts.ouvrir(url)
  expect(statut, url).toBe(200)
  return texte
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ')
}
const ALERTE = 'Proposition des États généraux (charte C4.1), pas le droit en vigueur.'

describe('Le droit d’un jour (C1.1)', () => {
  it('Aujourd’hui, les mesures par famille, et ce qui n’existe plus', async () => {
    const texte = await lire('/droit')
    expect(texte).toContain('Droit en vigueur le')
    expect(texte).toContain('Sursis probatoire')
    expect(texte).toMatch(/Contrainte pénale n’existe plus depuis le 24\/03\/2020/)
    expect(texte).toMatch(/Peine de probation autonome \(proposition\) proposition, pas le droit/)
    expect(texte).toContain('Missions du SPIP')
  })
  it('Avant le 24 mars 2020, les noms d’alors, et ce qui n’existe pas encore', async () => {
    const texte = await lire('/droit?le=2020-03-23')
    expect(texte).toContain('Sursis avec mise à l’épreuve')
    expect(texte).not.toMatch(/Sursis probatoire (?!avec suivi renforcé n’existe pas encore)/)
    expect(texte).toMatch(/Détention à domicile[^.]*n’existe pas encore/)
  })
  it('Une date à la française se lit ; ce qui n’en est pas une le dit et montre aujourd’hui', async () => {
    expect(await lire('/droit?le=01%2F06%2F2019')).toContain('samedi 1er juin 2019')
    expect(await lire('/droit?le=2019-02-31')).toContain(
      '« 2019-02-31 » n’est pas une date : voici le droit du 24/11/2026.',
    )
    expect(await lire('/droit?le=a&le=b')).toContain('mardi 24 novembre 2026')
  })
  it('Une règle se trouve par son ancien et par son nouveau numéro', async () => {
    for (const article of ['723-15', 'CPP+L.+5212-1']) {
      const texte = await lire(`/droit?article=${article}`)
      expect(texte).toContain('code de procédure pénale, article 723-15 jusqu’au 31/12/2028')
      expect(texte).toContain('code de procédure pénale, article L5212-1 depuis le 01/01/2029')
      expect(texte).toContain('Procédure de l’article 723-15')
    }
    expect(await lire('/droit?article=rien')).toContain('Aucune règle ne cite l’article « rien ».')
  })
  it('Les règles communes ont leurs pages', async () => {
    expect(await lire('/droit/regles/missions')).toContain('Un service par département')
    expect(await lire('/droit/regles/hotes?le=2024-06-01')).toContain(
      'Organismes qui peuvent accueillir',
    )
    expect((await ts.ouvrir('/droit/regles/inconnues')).statut).toBe(404)
  })
})

describe('Tout ce qui s’applique à une mesure', () => {
  it.each(Object.keys(natures))(
    '%s : la page, sous le droit et sous la proposition, et la fiche',
    async nature => {
      expect(await lire(`/droit/mesures/${nature}`)).toContain('Droit en vigueur le')
      expect(await lire(`/droit/mesures/${nature}?referentiel=egip&le=2016-05-01`)).toContain(
        ALERTE,
      )
      const fiche = await lire(`/droit/mesures/${nature}/fiche`)
      for (const titre of [
        'C’est quoi ?',
        'Ce que vous devez faire',
        'Ce que fait le SPIP',
        'Vos droits',
      ])
        expect(fiche).toContain(titre)
    },
  )
  it('Le sursis probatoire : durée, obligations, actes, délais, chacun avec sa source', async () => {
    const texte = await lire('/droit/mesures/sursis_probatoire')
    expect(texte).toMatch(/de 12 mois à 3 ans.*CP 132-42, al. 1 lu/)
    expect(texte).toContain('CP 132-44, 6°')
    expect(texte).toContain('Terme du délai, condamnation réputée non avenue')
    expect(texte).toMatch(/Première convocation au SPIP.*45 jours/)
    expect(texte).not.toContain(ALERTE)
  })
  it('Un jour choisi donne le droit et les numéros de ce jour', async () => {
    expect(await lire('/droit/mesures/sursis_probatoire?le=2019-06-01')).toContain(
      'Sursis avec mise à l’épreuve',
    )
    const en2029 = await lire('/droit/mesures/procedure_723_15?le=2029-02-01')
    expect(en2029).toContain('CPP L5212-1')
  })
  it('Le temps d’un acte, et la loi plus douce, avec leurs articles (CPP 142-7, 744 ; CP 112-1, 112-2)', async () => {
    const arse = await lire('/droit/mesures/arse?le=2025-01-06')
    expect(arse).toContain('Pour une décision, au plus 6 mois (CPP 142-7)')
    expect(arse).toContain('porte le terme à la durée totale')
    expect(arse).toContain('Délais des actes')
    expect(await lire('/droit/mesures/sursis_probatoire?le=2025-01-06')).toMatch(
      /Pas avant 12 mois, depuis la décision ou, plus tard, [^(]*\(CPP 744\)/,
    )
    expect(await lire('/droit/mesures/tig')).toContain(
      'Loi du jour des faits, ou plus douce jusqu’au jugement',
    )
    expect(await lire('/droit/mesures/semi_liberte')).toContain(
      'plus sévère, elle ne vaut que pour les faits commis depuis',
    )
    expect(await lire('/droit/regles/temps')).toContain(
      'La moins sévère s’applique tant que la condamnation n’est pas définitive',
    )
  })
  it('La proposition n’est jamais montrée comme le droit : alerte, thèse, choix', async () => {
    const texte = await lire('/droit/mesures/tig?referentiel=egip')
    expect(texte).toContain(ALERTE)
    expect(texte).toMatch(/de 20 heures à 210 heures En droit : de 20 heures à 400 heures/)
    expect(texte).toMatch(/Charte C4.2 proposition Notre choix : Le texte ne donne pas de nombre/)
    const absente = await lire('/droit/mesures/peine_probation_autonome')
    expect(absente).toContain('Le droit ne connaît pas cette peine.')
    expect(absente).not.toContain('de 6 mois à 5 ans')
    expect(await lire('/droit/mesures/peine_probation_autonome/fiche')).toContain(ALERTE)
  })
  it('Une mesure disparue le dit, et reste lisible', async () => {
    const texte = await lire('/droit/mesures/contrainte_penale')
    expect(texte).toContain('n’existe plus depuis le 24/03/2020')
    expect(texte).toContain('versions successives')
  })
  it('Une mesure inconnue n’a pas de page ; un référentiel inconnu est le droit', async () => {
    expect((await ts.ouvrir('/droit/mesures/inconnue')).statut).toBe(404)
    expect((await ts.ouvrir('/droit/mesures/inconnue/fiche')).statut).toBe(404)
    expect(await lire('/droit/mesures/tig?referentiel=autre')).not.toContain(ALERTE)
  })
})

describe('Ce qui change, ce qui diffère, ce qui est à vérifier', () => {
  it('Entre deux dates : les valeurs, et les numéros', async () => {
    expect(await lire('/droit/changements?de=2020-03-23&a=2020-03-24')).toMatch(
      /Modifiée Sursis avec mise à l’épreuve CP 132-40.*Sursis probatoire CP 132-40/,
    )
    expect(await lire('/droit/changements?de=2028-12-31&a=2029-01-01')).toMatch(
      /Renumérotée .*CPP 723-15.*CPP L5212-1/,
    )
    expect(await lire('/droit/changements?de=2026-11-01&a=2026-11-01')).toContain(
      'Aucune règle ne change',
    )
    expect(await lire('/droit/changements?de=hier')).toContain('« hier » : ce n’est pas une date.')
  })
  it('Le droit et la proposition côte à côte, seulement où ils diffèrent', async () => {
    const texte = await lire('/droit/comparer')
    expect(texte).toContain(ALERTE)
    expect(texte).toMatch(/de 20 heures à 400 heures.*de 20 heures à 210 heures/)
    expect(texte).not.toContain('Libération conditionnelle')
  })
  it('Les valeurs à vérifier, avec ce qui a été lu', async () => {
    const texte = await lire('/droit/a-verifier')
    expect(texte).toContain('Valeurs à vérifier')
    expect(texte).toContain('Ce qui a été lu')
    expect(texte).toContain('Aucune : tout a été vérifié dans les douze mois.')
    e.avancer({ hours: 24 * 500 })
    const plusTard = await new Navigateur(p).entrer('ts.67')
    expect((await plusTard.ouvrir('/droit/a-verifier')).texte).toContain('valeurs à relire')
    e.avancer({ hours: -24 * 500 })
  })
})

describe('Le référentiel en données ouvertes', () => {
  type Version = { from?: string; value?: unknown; source?: { article?: string; charte?: string } }
  function versions(o: unknown): Version[] {
    if (!o || typeof o !== 'object') return []
    const ici = o as Version
    return [
      ...('from' in ici && 'value' in ici ? [ici] : []),
      ...Object.values(o).flatMap(versions),
    ]
  }
  it('Sans session, en JSON, chaque version avec sa source', async () => {
    const r = await new Navigateur(p).ouvrir('/droit/referentiel.json')
    expect(r.statut).toBe(200)
    expect(r.entetes['content-type']).toBe('application/json; charset=utf-8')
    expect(r.entetes['cache-control']).toBe('public, max-age=3600')
    const lues = versions(JSON.parse(r.texte))
    expect(lues.length).toBeGreaterThan(500)
    expect(lues.filter(v => !v.source?.article)).toEqual([])
  })
  it('Comprimé pour qui l’accepte', async () => {
    const r = await p.app.inject({
      url: '/droit/referentiel.json',
      headers: { 'accept-encoding': 'gzip' },
    })
    expect(r.headers['content-encoding']).toBe('gzip')
    expect(JSON.parse(gunzipSync(r.rawPayload).toString()).licence).toBe('EUPL-1.2')
  })
  it('Les autres pages demandent une session', async () => {
    const { statut } = await new Navigateur(p).ouvrir('/droit')
    expect(statut).toBe(303)
  })
})
