import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Essai, LE, Navigateur } from '../../tests/base.ts'
import { ajouterJours } from '../platform/date.ts'
import { executer } from '../platform/executer.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'
import { commencerRapport, soumettre, transmettre } from './magistrats.commands.ts'
import { nouveauBanc } from './rapport.builder.ts'
import { repondre } from './reponse.commands.ts'
import { cloreSaisine, saisir } from './saisine.commands.ts'
import { valider } from './validation.commands.ts'

let e: Essai
let p: Plateforme
let dossierId = ''
let juridictionId = ''
let banc: Awaited<ReturnType<typeof nouveauBanc>>
beforeAll(async () => {
  banc = await nouveauBanc()
  ;({ e, p, dossierId, juridictionId } = banc)
})
afterAll(() => banc.fermer())
const par = async (qui: string) => e.agent(qui)
const saisine = async (id: string) =>
  (
    await e.proprietaire.query(
      `SELECT s.echeance_le::text, s.close_a IS NULL AS ouverte, d.detenteur FROM magistrats.saisine s
       LEFT JOIN magistrats.detention d ON d.dossier_id = s.dossier_id AND d.saisine_id = s.id AND d.jusqu_a IS NULL WHERE s.id = $1`,
      [id],
    )
  ).rows[0]
async function transmis(saisineId?: string): Promise<string> {
  const { rapportId } = await executer(e.hote, await par('ts.67'), commencerRapport, {
    dossierId,
    nature: 'suivi',
    ...(saisineId ? { saisineId } : { juridictionId }),
  })
  const sur = { dossierId, rapportId }
  await executer(e.hote, await par('ts.67'), soumettre, sur)
  await executer(e.hote, await par('dpip.67'), valider, sur)
  await executer(e.hote, await par('ts.67'), transmettre, sur)
  return rapportId
}
const repond = async (rapportId: string, sens: 'complement' | 'approuve', pourLe?: string) =>
  executer(e.hote, await par('jap.strasbourg'), repondre, {
    dossierId,
    rapportId,
    sens,
    texte: 'Dites où elle loge.',
    pourLe,
  })
const demande = async () =>
  (
    await executer(e.hote, await par('jap.strasbourg'), saisir, {
      dossierId,
      nature: 'rapport_suivi',
      objet: 'Où en est la personne ?',
      recueLe: LE,
      echeanceLe: ajouterJours(LE, 10),
    })
  ).saisineId

describe('« Complément demandé » rouvre la demande (C3.4)', () => {
  it('pour le jour que dit le magistrat, autant de fois qu’il faut ; le dernier rapport la clôt', async () => {
    const saisineId = await demande()
    let rapportId = ''
    for (const jours of [20, 30]) {
      rapportId = await transmis(saisineId)
      expect((await saisine(saisineId)).detenteur).toBe('juridiction')
      await expect(repond(rapportId, 'complement')).rejects.toThrow('pour quel jour')
      await repond(rapportId, 'complement', ajouterJours(LE, jours))
      expect(await saisine(saisineId)).toEqual({
        echeance_le: ajouterJours(LE, jours),
        ouverte: true,
        detenteur: 'spip',
      })
      expect((await banc.etat(rapportId)).etat).toBe('complement')
    }
    const { texte } = await (await new Navigateur(p).entrer('ts.67')).ouvrir(
      `/dossiers/${dossierId}/rapports/${rapportId}`,
    )
    expect(texte).toContain('Complément demandé')
    expect(texte).toContain('l’échéance était le')
    const dernier = await transmis(saisineId)
    await repond(dernier, 'approuve')
    expect(await saisine(saisineId)).toMatchObject({ ouverte: false, detenteur: null })
    await expect(repond(dernier, 'approuve')).rejects.toThrow('déjà reçu sa réponse')
  })
  it('d’un rapport écrit sans demande, une demande naît', async () => {
    const rapportId = await transmis()
    await repond(rapportId, 'complement', ajouterJours(LE, 15))
    const { saisine_id } = await banc.etat(rapportId)
    expect(await saisine(saisine_id)).toEqual({
      echeance_le: ajouterJours(LE, 15),
      ouverte: true,
      detenteur: 'spip',
    })
  })
  it('d’une demande déjà close, elle s’ouvre de nouveau, et pourquoi elle était close se lit encore', async () => {
    const saisineId = await demande()
    const rapportId = await transmis(saisineId)
    await executer(e.hote, await par('jap.strasbourg'), cloreSaisine, {
      dossierId,
      saisineId,
      motif: 'Sans objet',
    })
    await repond(rapportId, 'complement', ajouterJours(LE, 25))
    expect(await saisine(saisineId)).toEqual({
      echeance_le: ajouterJours(LE, 25),
      ouverte: true,
      detenteur: 'spip',
    })
    const { rows } = await e.proprietaire.query(
      'SELECT motif FROM magistrats.detention WHERE saisine_id = $1 AND jusqu_a IS NULL',
      [saisineId],
    )
    expect(rows[0].motif).toContain('Sans objet')
  })
})

describe('Une réponse ne perd rien', () => {
  it('« Pris acte » avec un jour est refusé en place, tout est gardé ; une seconde réponse, écrite ailleurs, est rendue', async () => {
    const rapportId = await transmis()
    const n = await new Navigateur(p).entrer('jap.strasbourg')
    const adresse = `/dossiers/${dossierId}/rapports/${rapportId}`
    const reponse = {
      sens: 'pris_acte',
      texte: 'Lu, merci de préciser',
      pourLe: ajouterJours(LE, 10),
    }
    const refus = await n.envoyer(`${adresse}/repondre`, reponse, adresse)
    expect(refus.texte).toContain('demandez-vous un complément ?')
    for (const mot of ['Lu, merci de préciser', ajouterJours(LE, 10)])
      expect(refus.texte).toContain(mot)
    expect((await banc.etat(rapportId)).etat).toBe('transmis')
    await repond(rapportId, 'approuve')
    const trop = await n.envoyer(
      `${adresse}/repondre`,
      { sens: 'autre', texte: 'Tapé dans l’autre onglet' },
      adresse,
    )
    expect(trop.texte).toContain('déjà reçu sa réponse')
    expect(trop.texte).toContain('Tapé dans l’autre onglet')
  })
  it('ce qui est écrit d’un rapport qu’un autre vient de soumettre est rendu', async () => {
    const { rapportId } = await executer(e.hote, await par('ts.67'), commencerRapport, {
      dossierId,
      nature: 'suivi',
      juridictionId,
    })
    const n = await new Navigateur(p).entrer('ts.67')
    const adresse = `/dossiers/${dossierId}/rapports/${rapportId}/ecrire`
    const { texte } = await n.ouvrir(adresse)
    const cache = (nom: string) =>
      new RegExp(`name="${nom}" value="([^"]*)"`).exec(texte)?.[1] ?? ''
    await executer(e.hote, await par('ts.67'), soumettre, { dossierId, rapportId })
    const partie = { 'sections[0][titre]': 'Suivi', 'sections[0][texte]': 'Mes mots tapés' }
    const trop = await n.envoyer(adresse, {
      titre: 'Rapport',
      version: '1',
      ...partie,
      _jeton: cache('_jeton'),
      _cle: cache('_cle'),
    })
    expect(trop.statut).toBe(422)
    for (const mot of ['Mes mots tapés', 'ne s’écrit plus'])
      expect(trop.texte.replaceAll(/\s+/g, ' ')).toContain(mot)
  })
})
