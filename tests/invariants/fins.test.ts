import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { reproches, saisieDe, valeurs } from '../../src/bex/audience.builder.ts'
import { demanderDessaisissement } from '../../src/dossiers/dessaisissement.commands.ts'
import { annulerTransfert } from '../../src/dossiers/fil.commands.ts'
import {
  accepterTransfert,
  creerDossier,
  proposerTransfert,
  refuserTransfert,
} from '../../src/dossiers/index.ts'
import { accomplirActe, annulerActe } from '../../src/mesures/acte.commands.ts'
import { saisirMesure } from '../../src/mesures/mesure.commands.ts'
import { retirerMesure } from '../../src/mesures/retrait.commands.ts'
import { ajouterJours, type Jour } from '../../src/platform/date.ts'
import { executer } from '../../src/platform/executer.ts'
import type { Plateforme } from '../../src/platform/http/plateforme.ts'
import { application, type Essai, LE, Navigateur, nouvelEssai } from '../base.ts'
import { parcourir } from './parcourir.ts'

/**
 * Invariant 14, played: each fact that opens a dossier, then each that ends it; and a convocation
 * lived by the court that gave it.
 */
let e: Essai
let p: Plateforme
beforeAll(async () => {
  e = await nouvelEssai()
  p = await application(e)
})
afterAll(async () => {
  await p.app.close()
  await e.fermer()
})
const tous = async <T extends object>(sql: string, ...v: unknown[]) =>
  (await e.proprietaire.query<T>(sql, v)).rows as T[]
const un = async <T extends object>(sql: string, ...v: unknown[]) =>
  (await tous<T>(sql, ...v))[0] as T
type Commande = Parameters<typeof executer>[2]
const par = async <R>(qui: string, commande: unknown, input: object): Promise<R> =>
  (await executer(e.hote, await e.agent(qui), commande as Commande, input)) as R
const statut = async (compte: string, url: string) =>
  (await (await new Navigateur(p).entrer(compte)).ouvrir(url)).statut
/**
 * The last day of each opening of a dossier that stands, for a cause: « null » while nothing ends
 * it.
 */
const finsDe = async (dossierId: string, motif: string) =>
  (
    await tous<{ fin: Jour | null }>(
      `SELECT ((fin_a AT TIME ZONE 'Europe/Paris')::date - 1)::text AS fin FROM dossiers.perimetre
       WHERE dossier_id = $1 AND motif = $2 AND (fin_a IS NULL OR fin_a > now()) ORDER BY fin_a`,
      dossierId,
      motif,
    )
  ).map(l => l.fin)
const nouvelles = async (dossierId: string, nature: string) =>
  (
    await tous(
      'SELECT 1 FROM dossiers.nouvelle WHERE dossier_id = $1 AND nature = $2 AND reglee_a IS NULL',
      dossierId,
      nature,
    )
  ).length

type Personne = { dossierId: string; nom: string; prenoms: string; naissanceLe: string }
/** Somebody whom a service of Moselle follows, unknown to the court of Strasbourg. */
const suivieAilleurs = () =>
  un<Personne>(
    `SELECT i.dossier_id AS "dossierId", i.nom, i.prenoms, i.naissance_le::text AS "naissanceLe" FROM dossiers.v_identite i
     JOIN dossiers.v_prise_en_charge_actuelle q USING (dossier_id) JOIN moyens.service s ON s.id = q.service_id
     WHERE s.departement = '57' AND i.clos_a IS NULL AND i.etablissement_id IS NULL AND q.referent_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM dossiers.perimetre y
       JOIN moyens.juridiction j ON j.id = y.entite_id WHERE y.dossier_id = i.dossier_id AND j.ville = 'Strasbourg') ORDER BY i.dossier_id LIMIT 1`,
  )
/** Somebody whom Strasbourg has just met, without a measure: her court does not see her. */
async function nouvelle(nom: string): Promise<Personne> {
  const x = { nom, prenoms: 'Ouane', naissanceLe: '1985-03-04' }
  return {
    ...x,
    ...(await par<{ dossierId: string }>('ts.67', creerDossier, { ...x, confirme: 'oui' })),
  }
}
/** The BEX of Strasbourg convokes them at the SPIP. */
async function convoquee(x: Personne) {
  const bex = await new Navigateur(p).entrer('bex.strasbourg')
  const { vers: url } = await bex.envoyer('/bex/convoquer', {
    nom: x.nom,
    prenoms: x.prenoms,
    naissanceLe: x.naissanceLe,
    situation: 'inconnue',
    commune: '',
  })
  const { texte } = await bex.ouvrir(url)
  const offerts = valeurs(texte, 'creneauSpip')
  let r = { statut: 0, vers: '', texte: '' }
  let rang = 0
  while (r.statut !== 303 && rang < offerts.length) {
    rang += 3
    r = await bex.envoyer(url, {
      ...saisieDe(texte),
      personne: x.dossierId,
      creneauSpip: offerts[rang] ?? '',
      malgre: 'oui',
    })
  }
  expect(reproches(r)).toBe('')
  const convocationId = r.vers.split('/').at(-1) ?? ''
  const { le } = await un<{ le: Jour }>(
    'SELECT le::text AS le FROM agenda.convocation WHERE id = $1',
    convocationId,
  )
  return { ...x, bex, convocationId, le, page: r.vers }
}

/** Ends are counted from the instant at which the base wrote what ends. */
const leJourDeLaBase = async () =>
  (await un<{ le: Jour }>("SELECT (now() AT TIME ZONE 'Europe/Paris')::date::text AS le")).le
const version = async (id: string) =>
  String(
    (await un<{ v: number }>('SELECT version AS v FROM agenda.convocation WHERE id = $1', id)).v,
  )
async function mesureDeStrasbourg(dossierId: string, qui: string) {
  const { id: juridictionId } = await un<{ id: string }>(
    "SELECT id FROM moyens.juridiction WHERE ville = 'Strasbourg'",
  )
  const decision = {
    nature: 'sursis_probatoire',
    juridictionId,
    decisionLe: '2025-06-10',
    debutLe: '2025-06-10',
    dureeMois: 24,
    obligations: [],
  }
  return {
    dossierId,
    ...(await par<{ mesureId: string }>(qui, saisirMesure, { dossierId, ...decision })),
  }
}
const TRIBUNAL = [
  'bex.strasbourg',
  'jap.strasbourg',
  'greffe.strasbourg',
  'parquet.strasbourg',
] as const

describe('Ce qu’un fait a ouvert, ce qui le finit', () => {
  it('Une convocation : vue trente jours après son jour ; déplacée, après le nouveau ; annulée, sept jours ; le référent le sait', async () => {
    const x = await convoquee(await suivieAilleurs())
    const fins = () => finsDe(x.dossierId, 'convocation')
    expect(await fins()).toEqual([ajouterJours(x.le, 30)])
    expect(await nouvelles(x.dossierId, 'convocation_vue_du_tribunal')).toBe(1)
    const creneau =
      valeurs((await x.bex.ouvrir(`${x.page}/deplacer`)).texte, 'creneau').at(-1) ?? ''
    const deplacee = { creneau, malgre: 'oui', version: await version(x.convocationId) }
    expect(reproches(await x.bex.envoyer(`${x.page}/deplacer`, deplacee))).toBe('')
    const { le } = await un<{ le: Jour }>(
      'SELECT le::text AS le FROM agenda.convocation WHERE id = $1',
      x.convocationId,
    )
    expect([le === x.le, await fins()]).toEqual([false, [ajouterJours(le, 30)]])
    const annulee = { motif: 'Appel du jugement', version: await version(x.convocationId) }
    expect(reproches(await x.bex.envoyer(`${x.page}/annuler`, annulee, `${x.page}/deplacer`))).toBe(
      '',
    )
    expect(await fins()).toEqual([ajouterJours(await leJourDeLaBase(), 7)])
  })
  it('Une remise retirée : le tribunal ne voit plus rien aussitôt, et la nouvelle part', async () => {
    const x = await convoquee(await suivieAilleurs())
    expect(await statut('greffe.strasbourg', `/dossiers/${x.dossierId}`)).toBe(200)
    const { id } = await un<{ id: string }>(
      'SELECT id FROM bex.remise WHERE convocation_id = $1',
      x.convocationId,
    )
    expect(
      reproches(
        await x.bex.envoyer(`/bex/remises/${x.dossierId}/${id}/retirer`, {
          motif: 'Mauvaise personne',
        }),
      ),
    ).toBe('')
    expect(await finsDe(x.dossierId, 'convocation')).toEqual([])
    expect(await nouvelles(x.dossierId, 'convocation_vue_du_tribunal')).toBe(0)
    for (const compte of TRIBUNAL)
      expect([compte, await statut(compte, `/dossiers/${x.dossierId}`)]).toEqual([compte, 404])
  })
  it('Une mesure : finie, vue quatre-vingt-dix jours ; la fin annulée, vue de nouveau sans fin ; retirée, plus rien, et la nouvelle part', async () => {
    const { dossierId } = await nouvelle('Finit')
    const m = await mesureDeStrasbourg(dossierId, 'ts.67')
    expect(await finsDe(dossierId, 'mandat')).toEqual([null])
    expect(await statut('greffe.strasbourg', `/dossiers/${dossierId}`)).toBe(200)
    await par('dpip.67', accomplirActe, {
      ...m,
      acte: 'mise_a_execution',
      le: '2025-06-10',
      auteur: 'loi',
      debut: 'garder',
    })
    await par('greffe.strasbourg', accomplirActe, { ...m, acte: 'deces', le: LE, auteur: 'loi' })
    expect(await finsDe(dossierId, 'mandat')).toEqual([ajouterJours(await leJourDeLaBase(), 90)])
    const { id: acteId } = await un<{ id: string }>(
      "SELECT id FROM mesures.acte WHERE mesure_id = $1 AND acte = 'deces'",
      m.mesureId,
    )
    await par('greffe.strasbourg', annulerActe, { ...m, acteId, motif: 'Homonyme' })
    expect(await finsDe(dossierId, 'mandat')).toEqual([null])
    await par('dpip.67', retirerMesure, { ...m, motif: 'Mauvaise personne' })
    expect(await finsDe(dossierId, 'mandat')).toEqual([])
    for (const compte of TRIBUNAL)
      expect([compte, await statut(compte, `/dossiers/${dossierId}`)]).toEqual([compte, 404])
  })
  it('Une mesure enregistrée par le greffe : le tribunal voit désormais le dossier, le référent l’apprend ; retirée, la nouvelle part', async () => {
    const { dossierId } = await convoquee(await nouvelle('Elargie'))
    expect(await statut('greffe.strasbourg', `/dossiers/${dossierId}/mesures`)).toBe(404)
    const m = await mesureDeStrasbourg(dossierId, 'greffe.strasbourg')
    expect(await statut('greffe.strasbourg', `/dossiers/${dossierId}/mesures`)).toBe(200)
    expect(await nouvelles(dossierId, 'dossier_ouvert_a_une_juridiction')).toBe(1)
    await par('dpip.67', retirerMesure, { ...m, motif: 'Mauvaise personne' })
    expect(await nouvelles(dossierId, 'dossier_ouvert_a_une_juridiction')).toBe(0)
    expect(await statut('greffe.strasbourg', `/dossiers/${dossierId}/mesures`)).toBe(404)
  })
  it('Un transfert proposé : refusé, retiré ou accepté, la proposition ne montre plus rien, et chacun l’apprend', async () => {
    const { id: versServiceId } = await un<{ id: string }>(
      "SELECT id FROM moyens.service WHERE departement = '57'",
    )
    for (const [nom, compte, commande, plus, voit, dite] of [
      [
        'Refuse',
        'dpip.57',
        refuserTransfert,
        { motifRefus: 'Pas d’adresse ici' },
        404,
        'transfert_refuse',
      ],
      ['Reprend', 'dpip.67', annulerTransfert, {}, 404, 'transfert_retire'],
      [
        'Accepte',
        'dpip.57',
        accepterTransfert,
        { convocations: 'a_decider' },
        200,
        'transfert_accepte',
      ],
    ] as const) {
      const { dossierId } = await nouvelle(nom)
      const propose = { dossierId, versServiceId, motif: 'Il déménage' }
      const { transfertId } = await par<{ transfertId: string }>(
        'dpip.67',
        proposerTransfert,
        propose,
      )
      expect([
        await finsDe(dossierId, 'transfert_propose'),
        await statut('dpip.57', `/dossiers/${dossierId}`),
      ]).toEqual([[null], 200])
      await par(compte, commande, { dossierId, transfertId, ...plus })
      const apres = [
        await finsDe(dossierId, 'transfert_propose'),
        await statut('dpip.57', `/dossiers/${dossierId}`),
      ]
      expect([nom, ...apres]).toEqual([nom, [], voit])
      expect(await nouvelles(dossierId, dite)).toBeGreaterThan(0)
    }
  })
  it('Une demande de dessaisissement : répondue, qui l’a faite l’apprend, et elle n’a jamais rien ouvert', async () => {
    for (const [nom, commande, plus, voit, dite] of [
      ['Garde', refuserTransfert, { motifRefus: 'Nous la suivons' }, 404, 'dessaisissement_refuse'],
      ['Donne', accepterTransfert, { convocations: 'a_decider' }, 200, 'dessaisissement_accepte'],
    ] as const) {
      const { dossierId, ...qui } = await nouvelle(nom)
      const demande = { ...qui, personneId: dossierId, motif: 'Vit à Metz' }
      const { transfertId } = await par<{ transfertId: string }>(
        'dpip.57',
        demanderDessaisissement,
        demande,
      )
      expect([
        await finsDe(dossierId, 'transfert_propose'),
        await statut('dpip.57', `/dossiers/${dossierId}`),
      ]).toEqual([[], 404])
      await par('dpip.67', commande, { dossierId, transfertId, ...plus })
      expect([nom, await statut('dpip.57', `/dossiers/${dossierId}`)]).toEqual([nom, voit])
      expect(await nouvelles(dossierId, dite)).toBeGreaterThan(0)
    }
  })
})

/** As if so many days had passed for the base, whose clock no test sets. */
const vieillir = (dossierId: string, jours: number) =>
  e.proprietaire.query(
    "UPDATE dossiers.perimetre SET depuis_a = depuis_a - $2 * interval '1 day', fin_a = fin_a - $2 * interval '1 day' WHERE dossier_id = $1",
    [dossierId, jours],
  )
const UN_JOUR_MS = 86_400_000
const fonctionDe = (compte: (typeof TRIBUNAL)[number]) =>
  compte.split('.')[0] as 'bex' | 'jap' | 'greffe' | 'parquet'
/**
 * Where an account of the court meets this person: every page and list that it reaches by a link,
 * its search, and the addresses that it may have kept.
 */
async function rencontres(
  compte: (typeof TRIBUNAL)[number],
  x: Awaited<ReturnType<typeof convoquee>>,
) {
  const visites = await parcourir(p, fonctionDe(compte), {
    liensSeuls: true,
    parRoute: 1,
    max: 60,
    depart: ['/', `/recherche?q=${x.nom}`, '/bex/tableau'],
  })
  const listes = visites
    .filter(v => v.texte.includes(x.prenoms) && v.texte.includes(x.nom))
    .map(v => v.route ?? v.url)
  const n = await new Navigateur(p).entrer(compte)
  const gardees = [
    `/dossiers/${x.dossierId}`,
    `/dossiers/${x.dossierId}/convocations/${x.convocationId}`,
    x.page,
    `${x.page}/avis.pdf`,
  ]
  const fermees = ['/personne', '/mesures', '/convocations', '/chronologie', '/qui-voit'].map(
    suite => `/dossiers/${x.dossierId}${suite}`,
  )
  const ouvertes: string[] = []
  for (const url of [...gardees, ...fermees]) {
    const r = await n.ouvrir(url)
    if (r.statut === 200)
      ouvertes.push(url.replace(x.dossierId, ':d').replace(x.convocationId, ':c'))
    if (r.statut !== 200) expect([url, r.texte.includes(x.nom)]).toEqual([url, false])
  }
  return { listes: [...new Set(listes)].sort(), ouvertes: ouvertes.sort() }
}

/**
 * Every sentence of a page that says that something is not there; the court's own facts, which it
 * sees whole, may.
 */
const SIENS = [/aucune n’est signalée/, /aucune lettre ne s’imprime d’ici/]
const absencesDites = (texte: string): string[] =>
  [
    ...(/<main[\s\S]*<\/main>/.exec(texte)?.[0] ?? '')
      .replace(/<[^>]+>/g, '\n')
      .matchAll(/[^\n]*(?:[Aa]ucun|n’est (?:pas )?not|une mesure retirée|Libre|à affecter)[^\n]*/g),
  ]
    .map(m => m[0].trim())
    .filter(phrase => !SIENS.some(sien => sien.test(phrase)))

describe('Une personne suivie ailleurs, convoquée par un BEX : ce que son tribunal en voit', () => {
  it('La veille et le lendemain, le nom et la convocation ; un an après, rien, à aucune adresse', async () => {
    const x = await convoquee(await suivieAilleurs())
    const jusque = Math.round((Date.parse(x.le) - Date.parse(await leJourDeLaBase())) / UN_JOUR_MS)
    const bureau = [
      '/bex/convocations/:d/:c',
      '/bex/convocations/:d/:c/avis.pdf',
      '/dossiers/:d',
      '/dossiers/:d/convocations/:c',
    ]
    const vues = { bex: bureau, greffe: bureau, jap: bureau.slice(1), parquet: ['/dossiers/:d'] }
    await vieillir(x.dossierId, jusque - 1)
    for (const jours of [0, 2]) {
      await vieillir(x.dossierId, jours)
      for (const compte of TRIBUNAL)
        expect([compte, jours, await rencontres(compte, x)]).toEqual([
          compte,
          jours,
          { listes: [], ouvertes: vues[fonctionDe(compte)] },
        ])
      for (const vide of ['téléphone', 'adresse', 'sursis'])
        expect((await x.bex.ouvrir(`/dossiers/${x.dossierId}`)).texte.includes(vide), vide).toBe(
          false,
        )
    }
    for (const compte of ['bex.strasbourg', 'jap.strasbourg', 'greffe.strasbourg']) {
      const n = await new Navigateur(p).entrer(compte)
      const page = (await n.ouvrir(`/dossiers/${x.dossierId}/convocations/${x.convocationId}`))
        .texte
      expect([
        compte,
        page.includes('aucune lettre ne s’imprime d’ici. Demandez-la au service'),
      ]).toEqual([compte, true])
      for (const faux of ['Aucun téléphone n’est noté', 'n’est pas notée', 'lettre.pdf'])
        expect([faux, page.includes(faux)]).toEqual([faux, false])
      const lettre = await n.ouvrir(
        `/dossiers/${x.dossierId}/convocations/${x.convocationId}/lettre.pdf`,
      )
      expect([lettre.statut, lettre.texte.includes('Demandez-la au service')]).toEqual([404, true])
    }
    await vieillir(x.dossierId, 363)
    for (const compte of TRIBUNAL)
      expect([compte, await rencontres(compte, x)]).toEqual([compte, { listes: [], ouvertes: [] }])
  }, 240_000)
  it('Ce qu’il ne voit pas n’est dit ni absent, ni « aucun » (invariant 17) ; déplacer n’apprend pas ce qui est ailleurs', async () => {
    const x = await convoquee(await suivieAilleurs())
    await e.proprietaire.query(
      "UPDATE dossiers.personne SET telephone = '06 39 98 41 07', langues = '{russe}' WHERE dossier_id = $1",
      [x.dossierId],
    )
    const { id: remiseId } = await un<{ id: string }>(
      'SELECT id FROM bex.remise WHERE convocation_id = $1',
      x.convocationId,
    )
    const laRemise = `/bex/remises/${x.dossierId}/${remiseId}`
    const siennes = [x.page, `${x.page}/deplacer`, laRemise, `${laRemise}/retirer`]
    const toutes = [
      `/dossiers/${x.dossierId}`,
      `/dossiers/${x.dossierId}/convocations/${x.convocationId}`,
      ...siennes,
    ]
    for (const compte of TRIBUNAL) {
      const n = await new Navigateur(p).entrer(compte)
      for (const url of toutes) {
        const r = await n.ouvrir(url)
        if (r.statut !== 200) continue
        expect([compte, url, absencesDites(r.texte)]).toEqual([compte, url, []])
        expect([url, r.texte.includes('41 07')]).toEqual([url, false])
      }
    }
    for (const url of [x.page, `${x.page}/deplacer`])
      expect((await x.bex.ouvrir(url)).texte).toContain(
        'selon les coordonnées que le service connaît ; votre juridiction ne les voit pas',
      )
    expect((await x.bex.ouvrir(`${x.page}/deplacer`)).texte).not.toContain('par lettre')
    const creneau =
      valeurs((await x.bex.ouvrir(`${x.page}/deplacer`)).texte, 'creneau').at(-1) ?? ''
    await e.proprietaire.query(
      `INSERT INTO agenda.convocation (dossier_id, service_id, type, modalite, lieu, adresse, le, heure, duree_minutes, creee_par, prevenir, agent_id)
       SELECT q.dossier_id, q.service_id, 'suivi', 'lieu', 'Antenne du secret', '1 rue Cachée', $2, '06:13', 5, $3, false, q.referent_id
       FROM dossiers.v_prise_en_charge_actuelle q WHERE q.dossier_id = $1`,
      [x.dossierId, creneau.split('|')[1], await e.agent('ts.67')],
    )
    const r = await x.bex.envoyer(`${x.page}/deplacer`, {
      creneau,
      version: await version(x.convocationId),
    })
    expect([r.statut, r.texte.includes('Antenne du secret')]).toEqual([422, false])
  }, 120_000)
})
