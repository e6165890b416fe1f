import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { creerDossier } from '../../src/dossiers/index.ts'
import {
  commencerRapport,
  ecrireRapport,
  soumettre,
} from '../../src/magistrats/magistrats.commands.ts'
import { saisir } from '../../src/magistrats/saisine.commands.ts'
import { ajouterJours } from '../../src/platform/date.ts'
import { executer } from '../../src/platform/executer.ts'
import type { Plateforme } from '../../src/platform/http/plateforme.ts'
import { application, type Essai, LE, Navigateur, nouvelEssai, ouvrirA } from '../base.ts'

let e: Essai
let p: Plateforme
let juridictionId = ''
beforeAll(async () => {
  e = await nouvelEssai()
  p = await application(e)
  const { rows } = await e.proprietaire.query<{ j: string }>(
    'SELECT juridiction_id AS j FROM moyens.agent WHERE id = $1',
    [await e.agent('jap.strasbourg')],
  )
  juridictionId = rows[0]?.j ?? ''
})
afterAll(async () => {
  await p.app.close()
  await e.fermer()
})

type Commande = Parameters<typeof executer>[2]
const par = async <R>(qui: string, commande: unknown, input: object): Promise<R> =>
  (await executer(e.hote, await e.agent(qui), commande as Commande, input)) as R
const LETTRES = 'bcdfghjklm'
let n = 0
type Sujet = { dossierId: string; nom: string }
/** A person of the service, known to the court; opened by the desk, nobody follows them yet. */
async function personne(parQui: string): Promise<Sujet> {
  n += 1
  const nom = `Vqk${[...String(n * 7919)].map(c => LETTRES[Number(c)]).join('')}`
  const identite = { nom, prenoms: `Ywen${nom}`, naissanceLe: '1986-05-04', confirme: 'oui' }
  const { dossierId } = await par<{ dossierId: string }>(parQui, creerDossier, identite)
  await ouvrirA(e, dossierId, juridictionId, 'saisine')
  return { dossierId, nom }
}
/** A report begun and sent to be validated. */
async function rapportSoumis({ dossierId }: Sujet, quoi: object): Promise<string> {
  const { rapportId } = await par<{ rapportId: string }>('ts.67', commencerRapport, {
    dossierId,
    nature: 'suivi',
    ...quoi,
  })
  const sections = [{ titre: 'Suivi', texte: 'Vue chaque mois.' }]
  await par('ts.67', ecrireRapport, { dossierId, rapportId, version: 1, titre: 'Suivi', sections })
  await par('ts.67', soumettre, { dossierId, rapportId })
  return rapportId
}
/** Lines of a list, read page after page as somebody would: its links « Page suivante ». */
async function toutesLesLignes(qui: Navigateur, url: string): Promise<string[]> {
  const lignes: string[] = []
  for (let suite: string | undefined = url; suite; ) {
    const { statut, texte } = await qui.ouvrir(suite)
    expect(statut, suite).toBe(200)
    lignes.push(
      ...[...texte.matchAll(/<(li|tr) data-ligne.*?<\/\1>/gs)].map(([l]) =>
        l.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' '),
      ),
    )
    const lien: string | undefined = /<a rel="next" href="([^"]+)"/.exec(texte)?.[1]
    suite = lien?.replaceAll('&amp;', '&')
  }
  return lignes
}
const pourMoi = async (qui: Navigateur, nom: string) =>
  (await toutesLesLignes(qui, '/pour-moi')).filter(l => l.includes(nom))
const entrer = (qui: string) => new Navigateur(p).entrer(qui)

describe('Un lundi de DPIP', () => {
  it('Les arrivées affectées d’un geste, huit rapports validés, un renvoyé et dit à son rédacteur, le retard par agent', async () => {
    const dpip = await entrer('dpip.67')
    const ts = await entrer('ts.67')
    const arrivees: Sujet[] = []
    for (let i = 0; i < 5; i += 1) arrivees.push(await personne('accueil.67'))
    expect((await dpip.ouvrir('/')).texte).toContain('href="/equipe"')
    expect((await dpip.ouvrir('/equipe')).texte).toContain('href="/equipe/affecter"')
    const aAffecter = await toutesLesLignes(dpip, '/equipe/affecter')
    for (const { nom } of arrivees) expect(aAffecter.join()).toContain(nom)
    const coches = Object.fromEntries(
      arrivees.map(({ dossierId }, i) => [`dossierIds[${i}]`, dossierId]),
    )
    const fait = await dpip.envoyer('/equipe/affecter?par=100', {
      ...coches,
      referentId: await e.agent('ts.67'),
    })
    expect([fait.statut, fait.vers]).toEqual([303, '/equipe/affecter'])
    expect((await dpip.ouvrir('/equipe/affecter')).texte).toContain('5 dossiers sont confiés à')
    for (const { nom } of arrivees)
      expect((await pourMoi(ts, nom)).join()).toContain('vous est confié')

    const suivis: (Sujet & { rapportId: string })[] = []
    for (let i = 0; i < 9; i += 1) {
      const sujet = arrivees[i] ?? (await personne('ts.67'))
      suivis.push({
        ...sujet,
        rapportId: await rapportSoumis(sujet, {
          juridictionId,
          echeanceLe: ajouterJours(LE, i - 2),
        }),
      })
    }
    const rangs = suivis.map(({ nom }) => nom)
    const lus = (await toutesLesLignes(dpip, '/rapports')).flatMap(l =>
      rangs.filter(nom => l.includes(nom)),
    )
    expect(lus).toEqual(rangs)
    const [renvoye, ...valides] = suivis
    for (const { dossierId, rapportId } of valides) {
      const page = `/dossiers/${dossierId}/rapports/${rapportId}`
      expect((await dpip.envoyer(`${page}/valider`, {}, page)).statut).toBe(303)
    }
    const page = `/dossiers/${renvoye?.dossierId}/rapports/${renvoye?.rapportId}/renvoyer`
    expect((await dpip.envoyer(page, { motif: 'Préciser les démarches.' })).statut).toBe(303)
    const reste = (await toutesLesLignes(dpip, '/rapports')).join()
    for (const nom of rangs) expect(reste).not.toContain(nom)
    expect((await pourMoi(ts, renvoye?.nom ?? '')).join()).toContain('Rapport à reprendre')
    for (const { nom } of valides)
      expect((await pourMoi(ts, nom)).join()).toContain('Rapport validé, à transmettre')

    const { texte } = await dpip.ouvrir('/equipe?par=100')
    const nombre = /<a href="([^"]*retard=oui[^"]*)" aria-label="(\d+) :/.exec(texte)
    const enRetard = await toutesLesLignes(dpip, (nombre?.[1] ?? '').replaceAll('&amp;', '&'))
    expect(enRetard).toHaveLength(Number(nombre?.[2]))
  }, 120_000)
})

describe('Les demandes du JAP, jusqu’à la soixantième', () => {
  it('Toutes se lisent page à page ; un complément revient avec sa date, part, est lu et répondu, puis n’est plus nulle part', async () => {
    const jap = await entrer('jap.strasbourg')
    const dpip = await entrer('dpip.67')
    const ts = await entrer('ts.67')
    const demandes: (Sujet & { saisineId: string })[] = []
    for (let i = 0; i < 60; i += 1) {
      const sujet = await personne('ts.67')
      const quoi = {
        juridictionId,
        nature: 'rapport_suivi',
        objet: 'Où en est-elle ?',
        recueLe: LE,
        echeanceLe: ajouterJours(LE, 10 + i),
      }
      const { saisineId } = await par<{ saisineId: string }>('jap.strasbourg', saisir, {
        dossierId: sujet.dossierId,
        ...quoi,
      })
      demandes.push({ ...sujet, saisineId })
    }
    const lues = (await toutesLesLignes(jap, '/demandes')).flatMap(l =>
      demandes.flatMap(d => (l.includes(d.nom) ? [d.nom] : [])),
    )
    expect(lues).toEqual(demandes.map(d => d.nom))
    const soixantieme = demandes[59]
    if (!soixantieme) throw new Error('sixty requests were made')
    const { dossierId, saisineId, nom } = soixantieme
    expect((await pourMoi(ts, nom)).join()).toContain('Demande du magistrat')

    const allerRetour = async (sens: string, pourLe?: string) => {
      const rapportId = await rapportSoumis(soixantieme, { saisineId })
      const page = `/dossiers/${dossierId}/rapports/${rapportId}`
      expect((await pourMoi(dpip, nom)).join()).toContain('Rapport à valider')
      expect((await dpip.envoyer(`${page}/valider`, {}, page)).statut).toBe(303)
      expect((await ts.envoyer(`${page}/transmettre`, {}, page)).statut).toBe(303)
      expect((await pourMoi(jap, nom)).join()).toContain('Rapport à lire')
      expect((await jap.envoyer(`${page}/lu`, {}, page)).statut).toBe(303)
      const reponse = { sens, texte: 'Dites où elle loge.', ...(pourLe ? { pourLe } : {}) }
      expect((await jap.envoyer(`${page}/repondre`, reponse)).statut).toBe(303)
    }
    const pourLe = ajouterJours(LE, 30)
    await allerRetour('complement', pourLe)
    const [an, mois, jour] = pourLe.split('-')
    const complement = (await pourMoi(ts, nom)).join()
    expect(complement).toContain('Complément demandé par le magistrat')
    expect(complement).toContain(`${jour}/${mois}/${an}`)
    await allerRetour('approuve')
    expect((await pourMoi(ts, nom)).join()).toContain('Le magistrat a répondu')
    const { texte } = await ts.ouvrir('/pour-moi?par=100')
    const siennes = [...texte.matchAll(/<li data-ligne.*?<\/li>/gs)]
      .map(([l]) => l)
      .filter(l => l.includes(nom))
    for (const l of siennes) {
      const id = /name="nouvelleIds\[0\]" value="([^"]+)"/.exec(l)?.[1]
      if (id) await ts.envoyer('/pour-moi', { 'nouvelleIds[0]': id })
    }
    for (const qui of [ts, dpip, jap]) expect(await pourMoi(qui, nom)).toEqual([])
    expect((await toutesLesLignes(jap, '/demandes')).join()).not.toContain(nom)
  }, 120_000)
})
