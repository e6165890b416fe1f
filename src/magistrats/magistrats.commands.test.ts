import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { application, type Essai, LE, Navigateur, nouvelEssai } from '../../tests/base.ts'
import { ajouterJours } from '../platform/date.ts'
import { executer } from '../platform/executer.ts'
import type { Plateforme } from '../platform/http/plateforme.ts'
import { abandonner, reprendreRapport } from './abandon.commands.ts'
import { commencerRapport, retirer, soumettre, transmettre } from './magistrats.commands.ts'
import { repondre } from './reponse.commands.ts'
import { cloreSaisine, saisir } from './saisine.commands.ts'
import { renvoyer, valider } from './validation.commands.ts'

let e: Essai
let p: Plateforme
let dossierId = ''
let juridictionId = ''
beforeAll(async () => {
  e = await nouvelEssai()
  p = await application(e)
  const { rows } = await e.proprietaire.query(
    `SELECT c.dossier_id, j.id AS juridiction_id FROM dossiers.prise_en_charge c JOIN dossiers.dossier d USING (dossier_id) JOIN dossiers.v_perimetre x USING (dossier_id)
     JOIN moyens.juridiction j ON j.id = x.entite_id WHERE c.fin_a IS NULL AND d.clos_a IS NULL AND c.service_id = (SELECT service_id FROM moyens.agent WHERE id = $1) AND j.ville = 'Strasbourg' LIMIT 1`,
    [await e.agent('ts.67')],
  )
  ;({ dossier_id: dossierId, juridiction_id: juridictionId } = rows[0])
})
afterAll(async () => {
  await p.app.close()
  await e.fermer()
})
const par = async (qui: string) => e.agent(qui)
const saisine = async (id: string) =>
  (
    await e.proprietaire.query(
      `SELECT s.echeance_le::text, s.close_a IS NULL AS ouverte, d.detenteur FROM magistrats.saisine s
       LEFT JOIN magistrats.detention d ON d.dossier_id = s.dossier_id AND d.saisine_id = s.id AND d.jusqu_a IS NULL WHERE s.id = $1`,
      [id],
    )
  ).rows[0]
const etat = async (id: string) =>
  (
    await e.proprietaire.query('SELECT etat, saisine_id FROM magistrats.rapport WHERE id = $1', [
      id,
    ])
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
      expect((await etat(rapportId)).etat).toBe('complement')
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
    const { saisine_id } = await etat(rapportId)
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
    expect((await etat(rapportId)).etat).toBe('transmis')
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

describe('Un rapport soumis se retire avant validation', () => {
  it('par son rédacteur seul ; il s’écrit de nouveau, et son parcours le dit', async () => {
    const { rapportId } = await executer(e.hote, await par('ts.67'), commencerRapport, {
      dossierId,
      nature: 'suivi',
      juridictionId,
    })
    const sur = { dossierId, rapportId }
    await executer(e.hote, await par('ts.67'), soumettre, sur)
    await expect(executer(e.hote, await par('dpip.67'), retirer, sur)).rejects.toThrow(
      'Seul le rédacteur',
    )
    const n = await new Navigateur(p).entrer('ts.67')
    const adresse = `/dossiers/${dossierId}/rapports/${rapportId}`
    expect((await n.envoyer(`${adresse}/retirer`, {}, adresse)).vers).toBe(adresse)
    expect((await etat(rapportId)).etat).toBe('brouillon')
    expect((await n.ouvrir(adresse)).texte).toContain('Retiré par son rédacteur')
    await executer(e.hote, await par('ts.67'), soumettre, sur)
    await executer(e.hote, await par('dpip.67'), valider, sur)
    await expect(executer(e.hote, await par('ts.67'), retirer, sur)).rejects.toThrow(
      'ne se retire plus',
    )
  })
})

describe('Un écrit en cours attend son rédacteur, dans « Pour moi »', () => {
  const lignes = async (qui: string, rapportId: string) => {
    const { texte } = await (await new Navigateur(p).entrer(qui)).ouvrir('/pour-moi?par=100')
    return texte.split('<li').filter(l => l.includes(`/rapports/${rapportId}`))
  }
  const commencer = async (plus: object) => {
    const { rapportId } = await executer(e.hote, await par('ts.67'), commencerRapport, {
      dossierId,
      nature: 'suivi',
      juridictionId,
      ...plus,
    } as never)
    return { dossierId, rapportId }
  }
  it('commencé avec une échéance : dans les quatorze jours ou en retard, pour lui seul, avec son jour à lui', async () => {
    const [proche, tard, loin, sans] = [
      await commencer({ echeanceLe: ajouterJours(LE, 14) }),
      await commencer({ echeanceLe: ajouterJours(LE, -3) }),
      await commencer({ echeanceLe: ajouterJours(LE, 15) }),
      await commencer({}),
    ]
    const vues = await lignes('ts.67', proche.rapportId)
    expect(vues).toHaveLength(1)
    expect(vues[0]).toContain('Rapport à finir')
    expect(vues[0]).toContain(`datetime="${ajouterJours(LE, 14)}"`)
    expect((await lignes('ts.67', tard.rapportId))[0]).toContain('En retard')
    for (const autre of [loin, sans]) expect(await lignes('ts.67', autre.rapportId)).toEqual([])
    expect((await lignes('dpip.67', proche.rapportId)).join()).not.toContain('Rapport à finir')
  })
  it('renvoyé, soumis de nouveau, puis retiré : à reprendre, avec le même jour', async () => {
    const sur = await commencer({ echeanceLe: ajouterJours(LE, 40) })
    await executer(e.hote, await par('ts.67'), soumettre, sur)
    await executer(e.hote, await par('dpip.67'), renvoyer, {
      ...sur,
      motif: 'La conclusion manque',
    })
    await executer(e.hote, await par('ts.67'), soumettre, sur)
    expect(await lignes('ts.67', sur.rapportId)).toEqual([])
    await executer(e.hote, await par('ts.67'), retirer, sur)
    const vues = await lignes('ts.67', sur.rapportId)
    expect(vues).toHaveLength(1)
    expect(vues[0]).toContain('Rapport à reprendre')
    expect(vues[0]).toContain(`datetime="${ajouterJours(LE, 40)}"`)
  })
})

describe('Un rapport en cours d’écriture s’abandonne', () => {
  const commencer = async () => {
    const { rapportId } = await executer(e.hote, await par('ts.67'), commencerRapport, {
      dossierId,
      nature: 'suivi',
      juridictionId,
    })
    return { dossierId, rapportId, adresse: `/dossiers/${dossierId}/rapports/${rapportId}` }
  }
  it('par son rédacteur, en disant pourquoi ; il se lit, n’est plus attendu de personne, et se reprend', async () => {
    const { rapportId, adresse } = await commencer()
    const n = await new Navigateur(p).entrer('ts.67')
    expect((await n.envoyer(`${adresse}/abandonner`, { motif: '' }, adresse)).texte).toContain(
      'Dites pourquoi le rapport est abandonné.',
    )
    expect(
      (await n.envoyer(`${adresse}/abandonner`, { motif: 'La mesure est finie' }, adresse)).vers,
    ).toBe(adresse)
    expect((await etat(rapportId)).etat).toBe('abandonne')
    const lu = (await n.ouvrir(adresse)).texte
    for (const mot of [
      'Abandonné',
      'La mesure est finie',
      'Analyse et propositions',
      'Reprendre l’écriture',
    ])
      expect(lu).toContain(mot)
    expect(lu).not.toContain(`href="${adresse}/ecrire"`)
    expect((await n.ouvrir(`/dossiers/${dossierId}/cloturer`)).texte).not.toContain(adresse)
    const listes = [
      ['ts.67', '/pour-moi'],
      ['dpip.67', '/pour-moi'],
      ['dpip.67', '/rapports'],
    ] as const
    for (const [qui, liste] of listes) {
      const { statut, texte } = await (await new Navigateur(p).entrer(qui)).ouvrir(liste)
      expect(statut).toBe(200)
      expect(texte, liste).not.toContain(rapportId)
    }
    expect((await n.envoyer(`${adresse}/reprendre`, {}, adresse)).vers).toBe(adresse)
    expect((await etat(rapportId)).etat).toBe('brouillon')
    const course = await e.proprietaire.query(
      'SELECT etat, motif FROM magistrats.mouvement_de_rapport WHERE rapport_id = $1 ORDER BY a, id',
      [rapportId],
    )
    expect(course.rows.slice(1)).toEqual([
      { etat: 'abandonne', motif: 'La mesure est finie' },
      { etat: 'brouillon', motif: 'Écriture reprise' },
    ])
  })
  it('ni par un autre, ni soumis, ni validé ; abandonné, il ne s’écrit ni ne se soumet', async () => {
    const { rapportId } = await commencer()
    const sur = { dossierId, rapportId }
    const motif = 'Sans objet'
    const [ts, dpip] = [await par('ts.67'), await par('dpip.67')]
    await expect(executer(e.hote, dpip, abandonner, { ...sur, motif })).rejects.toThrow(
      'Seul le rédacteur',
    )
    await expect(executer(e.hote, ts, reprendreRapport, sur)).rejects.toThrow('n’est pas abandonné')
    await executer(e.hote, ts, abandonner, { ...sur, motif })
    await expect(executer(e.hote, ts, abandonner, { ...sur, motif })).rejects.toThrow(
      'n’est pas en cours d’écriture',
    )
    await expect(executer(e.hote, ts, soumettre, sur)).rejects.toThrow('son rédacteur le reprend')
    await expect(executer(e.hote, dpip, reprendreRapport, sur)).rejects.toThrow('Seul le rédacteur')
    await executer(e.hote, ts, reprendreRapport, sur)
    await executer(e.hote, ts, soumettre, sur)
    await expect(executer(e.hote, ts, abandonner, { ...sur, motif })).rejects.toThrow(
      'retirez-le d’abord',
    )
    await executer(e.hote, dpip, valider, sur)
    await expect(executer(e.hote, ts, abandonner, { ...sur, motif })).rejects.toThrow(
      'n’est pas en cours d’écriture',
    )
  })
})
