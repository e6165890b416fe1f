import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Essai, LE, Navigateur, ouvrirA } from '../../tests/base.ts'
import { saisirMesure } from '../mesures/index.ts'
import { ajouterJours } from '../platform/date.ts'
import { executer } from '../platform/executer.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'
import { Refused } from '../platform/refusal.ts'
import { nouveauBanc } from './rapport.builder.ts'
import { cloreSaisine, corrigerSaisine, passer, saisir } from './saisine.commands.ts'

let e: Essai
let p: Plateforme
let dossierId = ''
let juridictionId = ''
let banc: Awaited<ReturnType<typeof nouveauBanc>>
const entres = new Map<string, Navigateur>()
beforeAll(async () => {
  banc = await nouveauBanc()
  ;({ e, p, dossierId, juridictionId } = banc)
  // Another service reads the dossier too: reading is not holding.
  await ouvrirA(e, dossierId, await e.agent('ts.57'), 'saisine')
})
afterAll(() => banc.fermer())
const par = async (qui: string, commande: Parameters<typeof executer>[2], saisie: object) =>
  (await executer(e.hote, await e.agent(qui), commande, { dossierId, ...saisie } as never)) as {
    saisineId: string
  }
const jours = { recueLe: LE, echeanceLe: ajouterJours(LE, 20) }
const demande = async (qui: string, autres: object = {}) =>
  (
    await par(qui, saisir, {
      nature: 'rapport_suivi',
      objet: 'Où en est la personne ?',
      ...jours,
      juridictionId,
      ...autres,
    })
  ).saisineId
const nav = async (qui: string) => {
  const n = entres.get(qui) ?? (await new Navigateur(p).entrer(qui))
  entres.set(qui, n)
  return n
}
const page = async (qui: string, saisineId: string) =>
  (await (await nav(qui)).ouvrir(`/dossiers/${dossierId}/saisines/${saisineId}`)).texte
const comptes = [
  'ts.67',
  'dpip.67',
  'accueil.67',
  'ts.57',
  'jap.strasbourg',
  'greffe.strasbourg',
  'parquet.strasbourg',
  'bex.strasbourg',
]

/**
 * Who of all the accounts passes: what the command says, and what the page offers, which must be
 * the same.
 */
async function quiPeut(
  commande: typeof passer | typeof cloreSaisine | typeof corrigerSaisine,
  bouton: string,
  prete: () => Promise<string>,
) {
  const peuvent: string[] = []
  for (const qui of comptes) {
    const saisineId = await prete()
    const offert = (await page(qui, saisineId)).includes(bouton)
    const autres = {
      detenteur: 'partenaire',
      motif: 'Essai',
      version: 1,
      nature: 'avis',
      objet: 'Autre chose',
      echeanceLe: jours.echeanceLe,
    }
    const fait = await par(qui, commande, { saisineId, ...autres }).then(
      () => true,
      erreur => {
        expect(erreur, `${qui} : ${erreur}`).toBeInstanceOf(Refused)
        expect(erreur.refusals[0].message).toMatch(/juridiction|service qui suit/)
        return false
      },
    )
    expect(offert, `${qui} : le bouton dit la même chose que la commande`).toBe(fait)
    if (fait) peuvent.push(qui)
  }
  return peuvent
}

describe('À qui est une demande (invariant 6)', () => {
  it.each([
    ['jap.strasbourg', ['jap.strasbourg', 'greffe.strasbourg']],
    ['parquet.strasbourg', ['jap.strasbourg', 'greffe.strasbourg', 'parquet.strasbourg']],
    ['accueil.67', ['ts.67', 'dpip.67', 'accueil.67', 'jap.strasbourg', 'greffe.strasbourg']],
  ])(
    'faite par %s sans nommer de mesure, elle est corrigée par %j seulement ; close par eux, et par le service qui suit',
    async (auteur, attendus) => {
      const closent = new Set(['ts.67', 'dpip.67', 'accueil.67', ...attendus])
      expect(await quiPeut(cloreSaisine, 'Clore sans rapport', () => demande(auteur))).toEqual([
        ...closent,
      ])
      expect(await quiPeut(corrigerSaisine, 'Corriger la demande', () => demande(auteur))).toEqual(
        attendus,
      )
    },
  )
  it('elle est passée par qui l’a en main : le service qui suit, puis la juridiction', async () => {
    const deSuivi = ['ts.67', 'dpip.67', 'accueil.67']
    expect(
      await quiPeut(passer, '<h2>Passer la main</h2>', () => demande('jap.strasbourg')),
    ).toEqual(deSuivi)
    const revenue = async () => {
      const saisineId = await demande('jap.strasbourg')
      await par('ts.67', passer, { saisineId, detenteur: 'juridiction' })
      return saisineId
    }
    expect(await quiPeut(passer, '<h2>Passer la main</h2>', revenue)).toEqual([
      'jap.strasbourg',
      'greffe.strasbourg',
    ])
  })
  it('passée à un autre, qui l’a demandée le lit dans « Pour moi » ; dans les mêmes mains, c’est refusé', async () => {
    const saisineId = await demande('parquet.strasbourg')
    await expect(par('ts.67', passer, { saisineId, detenteur: 'spip' })).rejects.toThrow(
      'déjà dans ces mains',
    )
    await par('ts.67', passer, { saisineId, detenteur: 'partenaire' })
    const { rows } = await e.proprietaire.query(
      "SELECT 1 FROM dossiers.nouvelle WHERE cible_id = $1 AND nature = 'demande_passee'",
      [saisineId],
    )
    expect(rows).toHaveLength(1)
    expect((await (await nav('parquet.strasbourg')).ouvrir('/pour-moi?par=100')).texte).toContain(
      `/saisines/${saisineId}`,
    )
  })
  it('close, elle dit quand, par qui et pourquoi ; un motif écrit trop tard est rendu', async () => {
    const saisineId = await demande('jap.strasbourg')
    await par('greffe.strasbourg', cloreSaisine, { saisineId, motif: 'Demande faite deux fois' })
    const texte = await page('ts.67', saisineId)
    expect(texte.replaceAll(/<[^>]+>/g, ' ')).toMatch(
      /Close\s+le\s[^:]*2026[^:]* par [^:]+ : Demande faite deux fois/,
    )
    const adresse = `/dossiers/${dossierId}/saisines/${saisineId}`
    const trop = await (await nav('jap.strasbourg')).envoyer(
      `${adresse}/clore`,
      { motif: 'Mon motif tapé' },
      adresse,
    )
    expect(trop.statut).toBe(422)
    expect(trop.texte).toContain('Mon motif tapé')
    expect(trop.texte).toContain('Cette demande est close.')
  })
})

describe('Les jours d’une demande', () => {
  it.each([
    ['reçue demain', { recueLe: ajouterJours(LE, 1) }, 'pas encore venu'],
    ['reçue avant la naissance', { recueLe: '1901-01-01' }, 'est née'],
    ['reçue il y a deux ans', { recueLe: ajouterJours(LE, -730) }, 'plus d’un an'],
    [
      'due hier',
      { recueLe: ajouterJours(LE, -5), echeanceLe: ajouterJours(LE, -1) },
      'Ce jour est passé',
    ],
    ['due dans trois ans', { echeanceLe: ajouterJours(LE, 1096) }, 'plus de deux ans'],
  ])('%s : refusée', async (_, quand, sentence) => {
    await expect(demande('jap.strasbourg', quand)).rejects.toThrow(sentence)
  })
  it('reçue il y a deux ans, une fois confirmée, elle est enregistrée ; l’écran offre la case', async () => {
    const adresse = `/dossiers/${dossierId}/saisir`
    const saisie = {
      nature: 'avis',
      objet: 'Retrouvée',
      recueLe: ajouterJours(LE, -730),
      echeanceLe: ajouterJours(LE, 5),
    }
    const refus = await (await nav('jap.strasbourg')).envoyer(adresse, saisie)
    expect(refus.texte).toContain('Elle est bien de ce jour')
    expect(refus.texte).toContain('Retrouvée')
    expect(
      await demande('jap.strasbourg', { recueLe: ajouterJours(LE, -730), confirme: 'oui' }),
    ).toBeTruthy()
  })
  it('corrigée, l’ancienne reste avec son motif ; deux à la fois, le second l’apprend', async () => {
    const saisineId = await demande('jap.strasbourg')
    const correction = {
      saisineId,
      version: 1,
      nature: 'avis',
      objet: 'Votre avis',
      echeanceLe: ajouterJours(LE, 40),
      motif: 'Nature fausse',
    }
    await par('jap.strasbourg', corrigerSaisine, correction)
    await expect(par('greffe.strasbourg', corrigerSaisine, correction)).rejects.toThrow(
      'vient d’être corrigée',
    )
    const meme = { ...correction, version: 2 }
    await expect(par('jap.strasbourg', corrigerSaisine, meme)).rejects.toThrow('Rien n’est changé')
    await expect(
      par('jap.strasbourg', corrigerSaisine, { ...meme, echeanceLe: ajouterJours(LE, -1) }),
    ).rejects.toThrow('Ce jour est passé')
    const texte = await page('ts.67', saisineId)
    for (const mot of ['Votre avis', 'Où en est la personne ?', 'Nature fausse'])
      expect(texte).toContain(mot)
  })

  it('la mesure se choisit par sa décision, se corrige, et l’ancienne se lit ; celle d’un autre dossier est refusée', async () => {
    const saisie = (decisionLe: string, cour = juridictionId) =>
      par('ts.67', saisirMesure, {
        ...{
          nature: 'sursis_probatoire',
          juridictionId: cour,
          decisionLe,
          debutLe: decisionLe,
          dureeMois: '24',
          memeDecision: 'oui',
        },
      }) as Promise<unknown> as Promise<{ mesureId: string }>
    const [une, autre] = [
      (await saisie('2026-03-10')).mesureId,
      (await saisie('2026-04-11')).mesureId,
    ]
    const options = async (suite: string) =>
      [
        ...(
          await (await nav('jap.strasbourg')).ouvrir(`/dossiers/${dossierId}/${suite}`)
        ).texte.matchAll(/<option value="[^"]+"[^>]*>([^<]*)/g),
      ].map(o => o[1])
    const { rows } = await e.proprietaire.query(
      "SELECT id FROM moyens.juridiction WHERE ville = 'Metz'",
    )
    const messine = (await saisie('2026-05-12', rows[0].id)).mesureId
    const saisineId = await demande('jap.strasbourg', { mesureId: une })
    for (const suite of ['saisir', `saisines/${saisineId}/corriger`]) {
      const lues = await options(suite)
      for (const jour of ['10/03/2026', '11/04/2026'])
        expect(
          lues.filter(l => l?.includes(`décision du ${jour}`)),
          suite,
        ).toHaveLength(1)
      expect(new Set(lues).size, suite).toBe(lues.length)
      expect(
        lues.filter(l => l?.includes('12/05/2026')),
        suite,
      ).toEqual([])
    }
    const c = {
      saisineId,
      version: 1,
      nature: 'rapport_suivi',
      objet: 'Où en est la personne ?',
      echeanceLe: jours.echeanceLe,
      motif: 'Autre mesure',
    }
    const ailleurs = (
      await e.proprietaire.query('SELECT id FROM mesures.mesure WHERE dossier_id <> $1 LIMIT 1', [
        dossierId,
      ])
    ).rows[0].id
    await expect(
      par('jap.strasbourg', corrigerSaisine, { ...c, mesureId: ailleurs }),
    ).rejects.toThrow('n’est pas de ce dossier')
    await expect(demande('jap.strasbourg', { mesureId: ailleurs })).rejects.toThrow(
      'n’est pas de ce dossier',
    )
    for (const essai of [
      demande('jap.strasbourg', { mesureId: messine }),
      par('jap.strasbourg', corrigerSaisine, { ...c, mesureId: messine }),
    ])
      await expect(essai).rejects.toThrow('Cette mesure relève de : Tribunal judiciaire de Metz')
    await par('jap.strasbourg', corrigerSaisine, { ...c, mesureId: autre })
    const parties = (await page('ts.67', saisineId)).split('Ce qui était demandé avant correction')
    expect(parties[0]).toContain('décision du 11/04/2026')
    expect(parties.at(-1)).toContain('décision du 10/03/2026')
  })
})
