import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Essai, LE, Navigateur } from '../../tests/base.ts'
import { ajouterJours } from '../platform/date.ts'
import { executer } from '../platform/executer.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'
import { commencerRapport, soumettre, transmettre } from './magistrats.commands.ts'
import { nouveauBanc } from './rapport.builder.ts'
import { repondre, retirerReponse } from './reponse.commands.ts'
import { cloreSaisine, saisir } from './saisine.commands.ts'
import { valider } from './validation.commands.ts'

let e: Essai
let p: Plateforme
let jap: Navigateur
let ts: Navigateur
let dossierId = ''
let juridictionId = ''
let banc: Awaited<ReturnType<typeof nouveauBanc>>
beforeAll(async () => {
  banc = await nouveauBanc()
  ;({ e, p, dossierId, juridictionId } = banc)
  jap = await new Navigateur(p).entrer('jap.strasbourg')
  ts = await new Navigateur(p).entrer('ts.67')
  await e.proprietaire.query(
    'UPDATE dossiers.prise_en_charge SET referent_id = $2 WHERE dossier_id = $1 AND fin_a IS NULL',
    [dossierId, await e.agent('ts.67')],
  )
})
afterAll(() => banc.fermer())
const lignes = async (requete: string, ...valeurs: unknown[]) =>
  (await e.proprietaire.query(requete, valeurs)).rows
const par = async (qui: string, commande: Parameters<typeof executer>[2], saisie: object) =>
  (await executer(e.hote, await e.agent(qui), commande, { dossierId, ...saisie } as never)) as {
    rapportId: string
    saisineId: string
  }
async function transmis(saisineId?: string): Promise<string> {
  const pourQui = saisineId ? { saisineId } : { juridictionId }
  const { rapportId } = await par('ts.67', commencerRapport, {
    nature: 'suivi',
    titre: 'Rapport de suivi',
    ...pourQui,
  })
  await par('ts.67', soumettre, { rapportId })
  await par('dpip.67', valider, { rapportId })
  await par('ts.67', transmettre, { rapportId })
  return rapportId
}
const ECHEANCE = ajouterJours(LE, 10)
const demander = async () =>
  (
    await par('jap.strasbourg', saisir, {
      nature: 'rapport_suivi',
      objet: 'Où en est-on ?',
      juridictionId,
      recueLe: LE,
      echeanceLe: ECHEANCE,
    })
  ).saisineId
const repond = (rapportId: string, reponse: object) =>
  par('jap.strasbourg', repondre, { rapportId, texte: 'Lu.', ...reponse })
const complement = (rapportId: string, jours: number, plus: object = {}) =>
  repond(rapportId, {
    sens: 'complement',
    texte: 'Précisez l’emploi.',
    pourLe: ajouterJours(LE, jours),
    ...plus,
  })
const derniere = async (rapportId: string) =>
  (
    await lignes(
      'SELECT id FROM magistrats.reponse WHERE rapport_id = $1 AND retiree_a IS NULL ORDER BY repondu_a DESC LIMIT 1',
      rapportId,
    )
  )[0]?.id
const retire = async (rapportId: string, qui = 'jap.strasbourg') =>
  par(qui, retirerReponse, {
    rapportId,
    reponseId: await derniere(rapportId),
    motifDuRetrait: 'Mauvais rapport',
  })
const etat = async (rapportId: string) =>
  (await lignes('SELECT etat FROM magistrats.rapport WHERE id = $1', rapportId))[0].etat
const demande = async (saisineId: string) =>
  (
    await lignes(
      `SELECT s.echeance_le::text AS pour, s.close_motif AS close, d.detenteur AS main FROM magistrats.saisine s
       LEFT JOIN magistrats.detention d ON d.dossier_id = s.dossier_id AND d.saisine_id = s.id AND d.jusqu_a IS NULL WHERE s.id = $1`,
      saisineId,
    )
  )[0]
const adresse = (rapportId: string) => `/dossiers/${dossierId}/rapports/${rapportId}`
const texte = (html: string) => html.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ')
const version = (html: string) => /name="version" value="(\d+)"/.exec(html)?.[1]

describe('Deux onglets sur un rapport', () => {
  it('L’onglet ouvert avant une réponse n’en envoie pas une par-dessus ; son texte est gardé, et l’envoi voulu passe', async () => {
    const saisineId = await demander()
    const rapportId = await transmis(saisineId)
    const ouverteAvant = version((await jap.ouvrir(adresse(rapportId))).texte)
    expect(ouverteAvant).toBe('0')
    await complement(rapportId, 20)
    const acte = { sens: 'pris_acte', texte: 'Tapé avant', version: ouverteAvant ?? '' }
    const refus = await jap.envoyer(`${adresse(rapportId)}/repondre`, acte, adresse(rapportId))
    expect(refus.statut).toBe(422)
    expect(texte(refus.texte)).toMatch(
      /Une réponse a été donnée entre-temps par .+ : la vôtre n’est pas envoyée/,
    )
    expect(refus.texte).toContain('Tapé avant')
    expect(refus.texte).toContain('Précisez l’emploi.')
    expect([await etat(rapportId), await demande(saisineId)]).toEqual([
      'complement',
      { pour: ajouterJours(LE, 20), close: null, main: 'spip' },
    ])
    const relue = version(refus.texte) ?? ''
    expect(relue).toBe('1')
    expect(
      (
        await jap.envoyer(
          `${adresse(rapportId)}/repondre`,
          { ...acte, version: relue },
          adresse(rapportId),
        )
      ).statut,
    ).toBe(303)
    expect(await etat(rapportId)).toBe('repondu')
  })
})

describe('Une réponse donnée par erreur se retire', () => {
  it('« Pris acte » : elle reste lisible avec qui et pourquoi, le rapport attend, la demande est rouverte pour son jour, le service l’apprend', async () => {
    const saisineId = await demander()
    const rapportId = await transmis(saisineId)
    await repond(rapportId, { sens: 'pris_acte', texte: 'Acte pris.' })
    expect((await demande(saisineId)).close).toBe('Réponse du magistrat')
    const page = (await jap.ouvrir(adresse(rapportId))).texte
    const reponseId = /name="reponseId" value="([^"]*)"/.exec(page)?.[1] ?? ''
    const muet = await jap.envoyer(
      `${adresse(rapportId)}/retirer-la-reponse`,
      { reponseId, motifDuRetrait: '' },
      adresse(rapportId),
    )
    expect(texte(muet.texte)).toContain('Dites pourquoi la réponse est retirée.')
    const fait = { reponseId, motifDuRetrait: 'C’était un autre rapport' }
    expect(
      (await jap.envoyer(`${adresse(rapportId)}/retirer-la-reponse`, fait, adresse(rapportId)))
        .vers,
    ).toBe(adresse(rapportId))
    expect([await etat(rapportId), await demande(saisineId)]).toEqual([
      'lu',
      { pour: ECHEANCE, close: null, main: 'juridiction' },
    ])
    for (const n of [jap, ts]) {
      const lu = texte((await n.ouvrir(adresse(rapportId))).texte)
      expect(lu).toMatch(/Réponse retirée : Pris acte .*C’était un autre rapport.*Acte pris\./)
    }
    const nouvelles = (await ts.ouvrir('/pour-moi?par=100')).texte
      .split('<li')
      .filter(l => l.includes(rapportId))
    expect(nouvelles.map(texte).join()).toContain('Le magistrat a retiré sa réponse')
    expect(nouvelles.map(texte).join()).not.toContain('Le magistrat a répondu')
    expect((await jap.ouvrir('/rapports?par=100')).texte).toContain(rapportId)
    await expect(repond(rapportId, { sens: 'approuve' })).rejects.toThrow(
      'Une réponse a été donnée, puis retirée, entre-temps.',
    )
    await repond(rapportId, { sens: 'approuve', version: 2 })
    expect([await etat(rapportId), (await demande(saisineId)).close]).toEqual([
      'repondu',
      'Réponse du magistrat',
    ])
  })

  it('Un complément : la demande redevient ce qu’elle était, ouverte pour l’autre jour, close, ou pas née', async () => {
    const [ouverte, close] = [await demander(), await demander()]
    const [a, b, c] = [await transmis(ouverte), await transmis(close), await transmis()]
    await par('jap.strasbourg', cloreSaisine, { saisineId: close, motif: 'Sans objet' })
    const avant = [await demande(ouverte), await demande(close)]
    for (const rapportId of [a, b, c]) {
      await complement(rapportId, 20)
      await retire(rapportId)
      expect(await etat(rapportId)).toBe('lu')
    }
    expect([await demande(ouverte), await demande(close)]).toEqual(avant)
    const [{ saisine_id: nee }] = await lignes(
      'SELECT saisine_id FROM magistrats.rapport WHERE id = $1',
      c,
    )
    expect(await demande(nee)).toMatchObject({
      close: 'Réponse retirée : Mauvais rapport',
      main: null,
    })
    expect((await ts.ouvrir('/pour-moi?par=100')).texte).not.toContain(ouverte)
  })

  it('La dernière seule : sous un second complément retiré, le premier attend encore ; une réponse finale retirée le rend', async () => {
    const saisineId = await demander()
    const rapportId = await transmis(saisineId)
    await complement(rapportId, 20)
    const premier = await demande(saisineId)
    const retirer = (reponseId: string) =>
      par('jap.strasbourg', retirerReponse, { rapportId, reponseId, motifDuRetrait: 'Erreur' })
    const vieille = await derniere(rapportId)
    await complement(rapportId, 30, { version: 1 })
    await expect(retirer(vieille)).rejects.toThrow('a répondu depuis')
    const seconde = await derniere(rapportId)
    await retirer(seconde)
    expect([await etat(rapportId), await demande(saisineId)]).toEqual(['complement', premier])
    await expect(retirer(seconde)).rejects.toThrow('déjà retirée')
    await repond(rapportId, { sens: 'autre', version: 3 })
    await retire(rapportId)
    expect([await etat(rapportId), await demande(saisineId)]).toEqual(['complement', premier])
  })

  it('Ni par une autre juridiction, ni par le service, ni quand le complément est arrivé, ni où il n’y a pas de réponse', async () => {
    const saisineId = await demander()
    const rapportId = await transmis(saisineId)
    const sans = { rapportId, reponseId: crypto.randomUUID(), motifDuRetrait: 'Erreur' }
    await expect(par('jap.strasbourg', retirerReponse, sans)).rejects.toThrow(
      'pas de réponse à retirer',
    )
    await complement(rapportId, 20)
    for (const qui of ['ts.67', 'dpip.67', 'greffe.strasbourg'])
      await expect(retire(rapportId, qui), qui).rejects.toThrow()
    const metz = (await lignes("SELECT id FROM moyens.juridiction WHERE ville = 'Metz'"))[0].id
    await e.proprietaire.query('UPDATE magistrats.rapport SET juridiction_id = $2 WHERE id = $1', [
      rapportId,
      metz,
    ])
    await expect(retire(rapportId)).rejects.toThrow('autre juridiction')
    await e.proprietaire.query('UPDATE magistrats.rapport SET juridiction_id = $2 WHERE id = $1', [
      rapportId,
      juridictionId,
    ])
    await transmis(saisineId)
    await expect(retire(rapportId)).rejects.toThrow('Le complément est arrivé')
    expect((await jap.ouvrir(adresse(rapportId))).texte).not.toContain('retirer-la-reponse')
  })
})

describe('Ce que le magistrat demande en complément se lit où l’on travaille', () => {
  it('Sur la demande, sur la page où le rapport s’écrit, et sur le complément que le magistrat reçoit ; retiré, plus nulle part', async () => {
    const saisineId = await demander()
    const premier = await transmis(saisineId)
    await complement(premier, 20)
    const { rapportId } = await par('ts.67', commencerRapport, { nature: 'suivi', saisineId })
    const pages = [
      `/dossiers/${dossierId}/saisines/${saisineId}`,
      `${adresse(rapportId)}/ecrire`,
      adresse(rapportId),
    ]
    const [a, m, j] = ajouterJours(LE, 20).split('-')
    for (const page of pages) {
      const lu = texte((await ts.ouvrir(page)).texte)
      expect(lu, page).toContain('Précisez l’emploi.')
      expect(lu, page).toContain(`Pour le ${j}/${m}/${a}`)
    }
    expect(texte((await ts.ouvrir(pages[1] ?? '')).texte)).toContain('Où en est-on ?')
    await retire(premier)
    for (const page of pages)
      expect((await ts.ouvrir(page)).texte, page).not.toContain('Précisez l’emploi.')
    await complement(premier, 20, { version: 2 })
    await par('ts.67', soumettre, { rapportId })
    await par('dpip.67', valider, { rapportId })
    await par('ts.67', transmettre, { rapportId })
    expect(texte((await jap.ouvrir(adresse(rapportId))).texte)).toMatch(
      /Ce rapport complète.*Complément demandé.*Précisez l’emploi\./,
    )
  })
})
